"""The WSGI application that granian serves."""

from django.core.handlers.wsgi import WSGIHandler

from zhongshu.config.installation import load_pages, start_django

start_django()
application = WSGIHandler()
load_pages()
