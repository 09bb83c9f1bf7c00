from django.urls import path

from zhongshu.apps.flow import views

app_name = "flow"
urlpatterns = [
    path("work/<int:pk>/", views.work, name="work"),
    path("work/<int:pk>/<str:move>/", views.move, name="move"),
    path("procedures/", views.procedures, name="procedures"),
    path("procedures/upload/", views.upload, name="upload"),
    path("procedures/<int:pk>/", views.procedure, name="procedure"),
    path("procedures/<int:pk>/bpmn/", views.bpmn, name="bpmn"),
    path("running/", views.running, name="running"),
    path("calendar/", views.calendar, name="calendar"),
]
