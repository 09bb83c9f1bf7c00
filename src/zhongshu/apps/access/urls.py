"""Addresses of the grants."""

from django.urls import path

from zhongshu.apps.access import views

app_name = "access"

urlpatterns = [
    path("", views.find, name="find"),
    path("<str:kind>/<int:number>/", views.grants, name="grants"),
    path("<str:kind>/<int:number>/revoke/", views.revoke, name="revoke"),
]
