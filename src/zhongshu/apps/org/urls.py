"""Addresses of bodies and people."""

from django.urls import path

from zhongshu.apps.org.views import directory, own, security, system

app_name = "org"

urlpatterns = [
    path("", directory.directory, name="directory"),
    path("export/", directory.directory_export, name="directory_export"),
    path("units/", directory.tree, name="tree"),
    path("people/<int:pk>/", directory.person, name="person"),
    path("people/<int:pk>/handover/", own.handover, name="handover"),
    path("handovers/", own.handovers, name="handovers"),
    path("stand-ins/", own.stand_ins, name="stand_ins"),
    path("stand-ins/new/", own.new_stand_in, name="new_stand_in"),
    path("stand-ins/<int:pk>/revoke/", own.revoke_stand_in, name="revoke_stand_in"),
    path("absences/new/", own.new_absence, name="new_absence"),
    path("absences/<int:pk>/end/", own.end_absence, name="end_absence"),
    path("admin/people/", system.people, name="admin_people"),
    path("admin/people/new/", system.new_person, name="admin_new_person"),
    path("admin/people/<int:pk>/", system.person, name="admin_person"),
    path("admin/people/<int:pk>/details/", system.change_person, name="change_person"),
    path("admin/people/<int:pk>/posts/", system.add_post, name="add_post"),
    path("admin/people/<int:pk>/account/", system.give_account, name="give_account"),
    path("admin/people/<int:pk>/password/", system.reset_password, name="reset_password"),
    path("admin/people/<int:pk>/switch/", system.switch_account, name="switch_account"),
    path("admin/posts/<int:pk>/duties/", system.change_duties, name="change_duties"),
    path("admin/posts/<int:pk>/end/", system.end_post, name="end_post"),
    path("admin/organs/", system.organs, name="admin_organs"),
    path("admin/organs/new/", system.new_organ, name="admin_new_organ"),
    path("admin/organs/<int:pk>/", system.organ, name="admin_organ"),
    *[
        path(f"admin/organs/<int:pk>/{what}/", system.change_organ, {"what": what}, name=f"organ_{what}")
        for what in ("rename", "dissolve", "unit", "code", "portfolio")
    ],
    path("admin/units/<int:pk>/", system.change_unit, name="change_unit"),
    path("admin/codes/<int:pk>/retire/", system.retire_code, name="retire_code"),
    path("admin/portfolios/<int:pk>/end/", system.end_portfolio, name="end_portfolio"),
    path("security/clearances/", security.clearances, name="clearances"),
    path("security/clearances/<int:pk>/", security.clearance, name="clearance"),
    path("security/appointments/", security.appointments, name="appointments"),
    path("security/appointments/<int:pk>/dismiss/", security.dismiss, name="dismiss"),
]
