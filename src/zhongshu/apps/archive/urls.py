from django.urls import path

from zhongshu.apps.archive import views

app_name = "archive"
urlpatterns = [
    path("", views.item_list, name="list"),
    path("export/", views.export, name="export"),
    path("<int:pk>/", views.item, name="item"),
    path("<int:pk>/check/", views.check, name="check"),
    path("<int:pk>/package/", views.download, name="package"),
    path("papers/<int:pk>/file/", views.file_paper, name="file"),
    path("incoming/<int:pk>/file/", views.file_incoming, name="file_incoming"),
]
