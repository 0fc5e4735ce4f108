export { studio as words } from '../../src/texts/de/studio.js';
