// What every page loads: the styles, htmx, Alpine and the small behaviours of the frame.
import "./styles/main.scss";
import "./icons.svg?url";
import htmx from "htmx.org";
import Alpine from "@alpinejs/csp";

import { closeMenusOutside } from "./behaviours/menus.js";
import { startDrawer } from "./behaviours/drawer.js";
import { startKeys } from "./behaviours/keys.js";
import { startBack, startMessages } from "./behaviours/messages.js";
import { guardSubmits } from "./behaviours/submits.js";
import { limitUploads } from "./behaviours/uploads.js";
import { startAutosave } from "./behaviours/autosave.js";
import { linkPieces } from "./behaviours/pieces.js";
import { choice, disclosure } from "./behaviours/parts.js";

window.htmx = htmx;

Alpine.data("choice", choice);
Alpine.data("disclosure", disclosure);
Alpine.start();

closeMenusOutside(document);
startDrawer(document);
startKeys(document);
startMessages(document);
startBack(document);
guardSubmits(document);
limitUploads(document);
startAutosave(document);
linkPieces(document);
