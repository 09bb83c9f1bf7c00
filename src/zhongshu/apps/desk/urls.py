"""Addresses of the home pages."""

from django.urls import path

from zhongshu.apps.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("desk/<slug:box>/", views.box, name="box"),
    path("desk/<slug:box>/export/", views.export, name="export"),
    path("board/", views.board, name="board"),
    *[
        path(f"board/{view}/", views.board_list, {"view": view}, name=f"board_{view}")
        for view in ("standing", "late", "long")
    ],
    path("board/phones/", views.board_phones, name="board_phones"),
    path("board/unowned/", views.board_unowned, name="board_unowned"),
]
