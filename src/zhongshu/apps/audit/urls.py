"""Addresses of the record."""

from django.urls import path

from zhongshu.apps.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.entries, name="entries"),
    path("verify/", views.verify, name="verify"),
    path("export/", views.export, name="export"),
    path("<int:seq>/", views.entry, name="entry"),
]
