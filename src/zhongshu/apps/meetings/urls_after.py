"""Addresses of what comes after a meeting; part of the meetings' own."""

from django.urls import path

from zhongshu.apps.meetings.views.after import account, copies, debrief, equipment, overview, travel, volume

urlpatterns = [
    path("<int:pk>/after/", overview.after, name="after"),
    path("<int:pk>/after/minutes/", overview.minutes, name="draft_minutes"),
    path("<int:pk>/copies/", copies.copies, name="copies"),
    path("<int:pk>/copies/print/<slug:sheet>/", copies.printed, name="print_copies"),
    path("<int:pk>/copies/<slug:step>/", copies.work, name="work_copies"),
    path("copies/<int:pk>/", copies.copy, name="copy"),
    path("copies/<int:pk>/<slug:step>/", copies.step, name="copy_step"),
    path("<int:pk>/account/", account.account, name="account"),
    path("<int:pk>/account/print/", account.printed, name="print_account"),
    path("<int:pk>/account/settle/", account.settle, name="settle_account"),
    path("<int:pk>/account/reopen/", account.reopen, name="reopen_account"),
    path("account/<int:pk>/", account.line, name="account_line"),
    path("account/<int:pk>/drop/", account.drop, name="drop_account_line"),
    path("<int:pk>/equipment/", equipment.equipment, name="equipment"),
    path("<int:pk>/equipment/usual/", equipment.usual, name="usual_equipment"),
    path("<int:pk>/equipment/checked/", equipment.checked, name="checked_equipment"),
    path("<int:pk>/equipment/print/", equipment.printed, name="print_equipment"),
    path("equipment/<int:pk>/", equipment.line, name="equipment_line"),
    path("equipment/<int:pk>/<slug:step>/", equipment.step, name="equipment_step"),
    path("<int:pk>/travel/", travel.travel, name="travel"),
    path("<int:pk>/travel/print/", travel.printed, name="print_travel"),
    path("travel/<int:pk>/", travel.journey, name="journey"),
    path("travel/<int:pk>/off/", travel.see_off, name="see_off"),
    path("travel/<int:pk>/drop/", travel.drop, name="drop_journey"),
    path("<int:pk>/debrief/", debrief.debrief, name="debrief"),
    path("<int:pk>/debrief/lesson/", debrief.add, name="add_lesson"),
    path("lessons/<int:pk>/carry/", debrief.carry, name="carry_lesson"),
    path("lessons/<int:pk>/drop/", debrief.drop, name="drop_lesson"),
    path("<int:pk>/volume/", volume.volume, name="volume"),
    path("<int:pk>/volume/own/", volume.own, name="own_volume"),
    path("volumes/<int:pk>/file/", volume.file, name="volume_file"),
    path("volumes/<int:pk>/archive/", volume.archive, name="archive_volume"),
]
