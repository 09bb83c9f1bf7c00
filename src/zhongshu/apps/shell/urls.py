"""Addresses of the frame itself."""

from django.urls import path

from zhongshu.apps.shell import views

urlpatterns = [
    path("notifications/", views.notifications, name="notifications"),
    path("notifications/read-all/", views.read_all, name="notifications_read_all"),
    path("notifications/bell/", views.bell, name="bell"),
    path("notifications/<int:pk>/", views.open_notification, name="notification"),
    path("saved-views/", views.save_view, name="save_view"),
    path("saved-views/<int:pk>/forget/", views.forget_view, name="forget_view"),
]
