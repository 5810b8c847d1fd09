from django.urls import path, re_path
from django.views.decorators.http import require_safe

from events import agenda, awards, feed, news, photo_views

urlpatterns = [
    path("agenda/", agenda.Agenda.as_view(), name="agenda"),
    path("agenda.ics", agenda.whole_calendar, name="whole_calendar"),
    path("agenda/archief/<int:year>/", agenda.Archive.as_view(), name="agenda_archive"),
    path("agenda/<slug:slug>.ics", agenda.get_together_calendar, name="get_together_calendar"),
    path("agenda/<slug:slug>/", agenda.get_together, name="get_together"),
    path("nieuws/", news.NewsList.as_view(), name="news"),
    path("nieuws/feed.xml", require_safe(feed.NewsFeed()), name="news_feed"),
    re_path(r"^nieuws/archief/(?P<year>[12][0-9]{3})/$", news.NewsOfYear.as_view(), name="news_of_year"),
    path("nieuws/<slug:slug>/", news.NewsItemPage.as_view(), name="news_item"),
    path("prijzen/", awards.AwardList.as_view(), name="awards"),
    path("prijzen/<slug:slug>/", awards.AwardPage.as_view(), name="award"),
    re_path(
        r"^media/fotos/(?P<stem>[0-9a-f]{32})-(?P<width>240|480|960)\.(?P<way>webp|jpg)$",
        photo_views.photo,
        name="photo",
    ),
]
