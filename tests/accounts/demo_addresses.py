"""The site's addresses with those of a demonstration, which the settings of the tests leave out."""

from django.urls import include, path

from promost.conf.urls import urlpatterns as of_the_site

handler403 = "promost.kit.views.forbidden"
handler404 = "promost.kit.views.not_found"
urlpatterns = [*of_the_site, path("demo/", include("promost.accounts.demo_urls"))]
