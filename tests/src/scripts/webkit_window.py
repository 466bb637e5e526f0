#!/usr/bin/python3
# A window on WebKitGTK that WebDriver steers. MiniBrowser would do, if it kept anything over its end: under
# automation its storage lies in memory alone. This one keeps it in a folder, as people's browsers do.
# webkit_window.py FOLDER WIDTH HEIGHT LANGUAGES
#
# FOLDER/orders/NAME is an order, which FOLDER/orders/NAME.done answers: `*.js` is a script to run before
# each page from now on; `*.kill` kills the process of the page whose title ends in it; `*.quit` ends the browser.
import os
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2

folder, width, height, languages = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
orders = os.path.join(folder, "orders")

kept = WebKit2.WebsiteDataManager(
    base_data_directory=os.path.join(folder, "data"), base_cache_directory=os.path.join(folder, "cache")
)
context = WebKit2.WebContext(website_data_manager=kept)
context.get_cookie_manager().set_persistent_storage(
    os.path.join(folder, "cookies.db"), WebKit2.CookiePersistentStorage.SQLITE
)
context.set_preferred_languages(languages.split(","))
context.set_automation_allowed(True)
before = WebKit2.UserContentManager()
pages = []


def open_page(_session):
    settings = WebKit2.Settings()
    settings.set_enable_write_console_messages_to_stdout(True)
    settings.set_hardware_acceleration_policy(WebKit2.HardwareAccelerationPolicy.NEVER)
    page = WebKit2.WebView(
        web_context=context, is_controlled_by_automation=True, user_content_manager=before, settings=settings
    )
    window = Gtk.Window(default_width=width, default_height=height, decorated=False)
    window.add(page)
    window.show_all()
    pages.append(page)
    return page


def steered(_context, session):
    about = WebKit2.ApplicationInfo()
    about.set_name("Yangcai's tests")
    session.set_application_info(about)
    session.connect("create-web-view", open_page)


def obey(name, text):
    if name.endswith(".js"):
        everywhere, at_start = WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START
        before.add_script(WebKit2.UserScript.new(text, everywhere, at_start, None, None))
    elif name.endswith(".kill"):
        for page in pages:
            if (page.get_title() or "").endswith(text):
                page.terminate_web_process()
    elif name.endswith(".quit"):
        Gtk.main_quit()


def look():
    for name in sorted(os.listdir(orders)):
        if not name.endswith((".done", ".part")) and not os.path.exists(os.path.join(orders, name + ".done")):
            with open(os.path.join(orders, name), encoding="utf-8") as order:
                obey(name, order.read())
            open(os.path.join(orders, name + ".done"), "w").close()
    return True


context.connect("automation-started", steered)
GLib.timeout_add(10, look)
Gtk.main()
