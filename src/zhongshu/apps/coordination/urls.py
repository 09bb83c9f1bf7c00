"""Addresses of coordination."""

from django.urls import path

from zhongshu.apps.coordination.views import engagements, feeds, free, hours, rooms, week

app_name = "coordination"

urlpatterns = [
    path("week/", week.week, name="week"),
    path("week/print/", week.typeset, name="print"),
    path("clashes/", week.clashes, name="clashes"),
    path("free/", free.free, name="free"),
    path("engage/", engagements.engage, name="engage"),
    path("engagements/<int:pk>/", engagements.engagement, name="engagement"),
    path("engagements/<int:pk>/change/", engagements.change, name="change"),
    path("engagements/<int:pk>/cancel/", engagements.disengage, name="disengage"),
    path("rooms/", rooms.index, name="rooms"),
    path("rooms/book/", rooms.book, name="book"),
    path("bookings/<int:pk>/release/", rooms.release, name="release"),
    path("setup/", rooms.setup, name="setup"),
    path("setup/room/", rooms.room, name="new_room"),
    path("setup/room/<int:pk>/", rooms.room, name="room"),
    path("setup/equipment/", rooms.equipment, name="new_equipment"),
    path("setup/equipment/<int:pk>/", rooms.equipment, name="equipment"),
    path("setup/secretaries/<int:pk>/", rooms.secretaries, name="secretaries"),
    path("setup/hours/", hours.hours, name="hours"),
    path("setup/hours/<int:pk>/drop/", hours.drop, name="drop_hours"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/<int:pk>/revoke/", feeds.revoke, name="revoke_feed"),
    path("feed/<str:secret>.ics", feeds.feed, name="feed"),
]
