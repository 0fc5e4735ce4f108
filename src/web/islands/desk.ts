/** Scripts of every desk page: fresh lists without losing what is typed, and moving in lists by keyboard. */
import { followChanges } from './desk/follow-changes.js';
import { listKeys } from './desk/list-keys.js';
import { copyButtons } from './desk/copy-buttons.js';

followChanges();
listKeys();
copyButtons();
