"""Sphinx configuration: Markdown pages by MyST, the furo theme."""

project = "claimex"
author = "the claimex authors"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "claimex"
html_extra_path = ["schema.json"]
