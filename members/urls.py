from django.urls import path

from members import views

urlpatterns = [path("leden/", views.MemberList.as_view(), name="members")]
