"""Addresses of the 校对库."""

from django.urls import path

from zhongshu.apps.lexicon import views

app_name = "lexicon"
urlpatterns = [
    path("", views.index, name="list"),
    path("export/", views.export, name="export"),
    path("files/", views.files, name="files"),
    path("import/", views.upload, name="import"),
    path("add/<str:kind>/", views.add, name="add"),
    path("<int:pk>/", views.change, name="change"),
    path("<int:pk>/retire/", views.retire, name="retire"),
]
