from django.urls import path

from events import views

urlpatterns = [
    path("agenda/", views.Agenda.as_view(), name="agenda"),
    path("agenda/<slug:slug>/", views.GetTogetherPage.as_view(), name="get_together"),
    path("nieuws/", views.NewsList.as_view(), name="news"),
    path("nieuws/<slug:slug>/", views.NewsItemPage.as_view(), name="news_item"),
]
