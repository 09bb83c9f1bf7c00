"""Accounts: who can sign in."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM, Actor
from zhongshu.apps.org.actions.guards import only_administrator
from zhongshu.apps.org.events import password_given
from zhongshu.apps.org.models import Administrator, Person
from zhongshu.lib.refusal import Refused


def give_account(*, actor: Actor, person: Person, username: str, password: str, check: bool = True) -> None:
    """Let a person sign in. Refused for a taken name or a weak password (``check=False`` only for the demo county)."""
    users = get_user_model()
    with act(actor=actor, verb="org.give_account", about=person, summary=f"为 {person} 开通账号 {username}"):
        only_administrator(actor, Administrator.Role.SYSTEM)
        if person.user is not None:
            raise Refused(f"{person}已有账号“{person.user.get_username()}”。")
        if users.objects.filter(username=username).exists():
            raise Refused(f"账号名“{username}”已被使用。", remedy="请换一个。")
        user = users(username=username)
        if check:
            _refuse_weak(password, user)
        user.set_password(password)
        user.save()
        person.user = user
        person.save(update_fields=["user"])
        if check:
            password_given.send(sender=Person, person=person)


def set_password(*, actor: Actor, person: Person, password: str) -> None:
    """Give a person a new password. Refused when it is weak."""
    with act(actor=actor, verb="org.set_password", about=person, summary=f"重设 {person} 的口令"):
        if actor is not SYSTEM and actor.pk != person.pk:
            only_administrator(actor, Administrator.Role.SYSTEM)
        if person.user is None:
            raise Refused(f"{person}还没有账号。", remedy="请先开通账号。")
        _refuse_weak(password, person.user)
        person.user.set_password(password)
        person.user.save(update_fields=["password"])
        if actor is SYSTEM or actor.pk != person.pk:
            password_given.send(sender=Person, person=person)


def close_account(*, actor: Actor, person: Person) -> None:
    """Let a person no longer sign in. What they hold stays theirs until it is handed over."""
    with act(actor=actor, verb="org.close_account", about=person, summary=f"停用 {person} 的账号"):
        _switch(actor, person, active=False)


def reopen_account(*, actor: Actor, person: Person) -> None:
    """Let a person sign in again. Refused for who has left."""
    with act(actor=actor, verb="org.reopen_account", about=person, summary=f"恢复 {person} 的账号"):
        if person.left_on is not None:
            raise Refused(f"{person}已离岗，账号不能恢复。")
        _switch(actor, person, active=True)


def _switch(actor: Actor, person: Person, *, active: bool) -> None:
    only_administrator(actor, Administrator.Role.SYSTEM)
    if person.user is None:
        raise Refused(f"{person}还没有账号。", remedy="请先开通账号。")
    if actor.pk == person.pk:
        raise Refused("不能停用自己的账号。", remedy="请由另一位系统管理员办理。")
    if person.user.is_active == active:
        raise Refused(f"{person}的账号{'正在使用' if active else '已经停用'}。")
    person.user.is_active = active
    person.user.save(update_fields=["is_active"])


def _refuse_weak(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Refused("口令不合要求：" + "".join(weak.messages), remedy="请换一个口令。") from weak
