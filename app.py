"""ReLU Explorer: the server's entry, and the script of every page: setup and navigation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from relu_explorer.classroom.panel import offer_class
from relu_explorer.classroom.routes import class_routes, end_streams_at_exit
from relu_explorer.language.translation import language
from relu_explorer.live.compression import Compression
from relu_explorer.live.light.handout import handout_routes
from relu_explorer.live.modules import module_routes
from relu_explorer.live.preloading import Preloading
from relu_explorer.live.style import use_style
from relu_explorer.live.switch import offer_languages, take_language
from relu_explorer.ui.entrance import all_pages, open_entrance
from relu_explorer.ui.housekeeping import prepare_process
from relu_explorer.ui.presenting import is_hall, offer_presenting, show_caption


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Prepare the process before its first visitor."""
    prepare_process()
    end_streams_at_exit()
    yield


app = st.App(
    __file__,
    routes=[*module_routes(), *handout_routes(), *class_routes()],
    middleware=[Middleware(Compression), Middleware(Preloading)],
    lifespan=lifespan,
)


def show() -> None:
    """Show the page that the address names."""
    take_language()
    icon = "relu_explorer/ui/icon.svg"
    st.set_page_config(page_title="ReLU Explorer", page_icon=icon, layout="wide")
    open_entrance()
    use_style(is_hall=is_hall())
    page = st.navigation(all_pages(), position="hidden" if st.context.is_embedded else "top")
    st.set_page_config(page_title=f"{page.title} – ReLU Explorer")
    # In another language, all is another element: none keeps a name that it had.
    with st.container(key=f"in-{language()}"):
        with st.container(key="corner", horizontal=True):
            offer_class()
            offer_presenting(page.url_path)
            offer_languages()
        show_caption()
        page.run()


if __name__ == "__main__":
    show()
