// Pages used while a meeting takes place: checking in without network, the speaker's clock, records that two write at once.
import { startCheckIn } from "./during/check_in.js";
import { startClocks } from "./during/clocks.js";
import { startParts } from "./during/parts.js";
import { startRoll } from "./during/roll.js";

startCheckIn(document);
startRoll(document);
startClocks(document);
startParts(document);
