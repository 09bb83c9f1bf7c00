"""Addresses of a meeting's seats."""

from django.urls import path

from zhongshu.apps.meetings.views import seat_prints, seating

urlpatterns = [
    path("<int:pk>/seats/", seating.seats, name="seats"),
    path("<int:pk>/seats/shape/", seating.shape, name="shape"),
    path("<int:pk>/seats/rules/", seating.binding, name="seat_rules"),
    path("<int:pk>/seats/change/", seating.change, name="change_seats"),
    path("<int:pk>/seats/issue/", seating.issue, name="issue_seats"),
    path("<int:pk>/seats/print/<slug:what>/", seat_prints.printed, name="print_seats"),
]
