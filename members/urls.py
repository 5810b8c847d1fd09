from django.urls import path, re_path

from members import roster_views, views

urlpatterns = [
    re_path(
        r"^media/portretten/(?P<stem>[0-9a-f]{32})-(?P<size>96|192|384)\.(?P<way>webp|jpg)$",
        views.portrait,
        name="portrait",
    ),
    path("leden/", views.MemberList.as_view(), name="members"),
    path("leden/rooster/", roster_views.public_page, name="roster"),
    path("leden/rooster.csv", roster_views.public_sheet, name="roster_sheet"),
    path("leden/rooster.ics", roster_views.public_calendar, name="roster_calendar"),
]
