/**
 * The zones of src and what each may import. A file belongs to the first zone that claims it; a file that none
 * claims is an error, so a new folder is a decision and not an accident.
 */

/**
 * @typedef {object} Zone
 * @property {string} name
 * @property {RegExp} files paths from the repository's root
 * @property {RegExp[]} sources files of src it may import
 * @property {RegExp[]} [typeSources] files it may import types from: the build erases them
 * @property {RegExp} packages npm packages (and `node:` modules) it may import
 */

const SHARED = /^src\/shared\//
const MAIN = /^src\/main\//
const DETECTOR = /^src\/main\/detector\//

/** Main's folders that run in plain Node as well as in Electron. */
const PLAIN =
  'archive|cli|compare|doctor|evaluation|exporters|formats|fs|images|inference|judging|labelErrors|labelExport|models|predictions|project|proposals|review|sample|search|selfcheck|store|timing|trainer|video'

/** Main's files that know Electron. */
const ELECTRON =
  /^src\/main\/(index\.ts$|(app|windows|security|protocol|ipc)\/|trainer\/(supervisor|processes\/utilityProcess))/

const UI_PACKAGES =
  /^(react|react-dom|konva|i18next|react-i18next|zustand|radix-ui|lucide-react|cmdk|uplot|rbush|zod|@tanstack\/react-virtual|@fontsource(-variable)?\/[\w-]+)$/

/** Files of main that plain Node code may use: all but what knows Electron and the worker's inside. */
const PLAIN_SOURCES = new RegExp(`^src/main/(detector|${PLAIN})/`)

/** @type {Zone[]} */
export const zones = [
  { name: 'shared', files: SHARED, sources: [SHARED], packages: /^(zod|pure-rand)$/ },
  {
    name: 'renderer',
    files: /^src\/renderer\//,
    sources: [SHARED, /^src\/renderer\//],
    packages: UI_PACKAGES,
  },
  {
    name: 'preload',
    files: /^src\/main\/preload\//,
    sources: [/^src\/shared\/ipc\/names\.ts$/, /^src\/main\/preload\//],
    typeSources: [SHARED],
    packages: /^electron$/,
  },
  { name: 'tf', files: /^src\/main\/detector\/tf\.ts$/, sources: [], packages: /^@tensorflow\/tfjs-core$/ },
  { name: 'detector', files: DETECTOR, sources: [SHARED, DETECTOR], packages: /^zod$/ },
  {
    name: 'trainer worker',
    files: /^src\/main\/trainer\/worker\//,
    // Of the models only what it leaves behind for exports to be compared with: TensorFlow is loaded here alone.
    sources: [
      SHARED,
      DETECTOR,
      /^src\/main\/(doctor|fs|images|trainer)\//,
      /^src\/main\/models\/writeReferenceDetections\.ts$/,
    ],
    packages: /^(?!electron$|react|konva)/,
  },
  { name: 'main with Electron', files: ELECTRON, sources: [SHARED, MAIN], packages: /^(?!react|konva)/ },
  {
    name: 'main in plain Node',
    files: new RegExp(`^src/main/(${PLAIN})/`),
    sources: [SHARED, PLAIN_SOURCES],
    packages: /^(?!electron$|react|konva)/,
  },
]

/** Files that only hand things on: the registries. Any other such file is a barrel. */
export const REGISTRIES =
  /^src\/(main\/detector\/(tf|((losses\/(classification|box|weighting))|trunks|necks|augment)\/index)|main\/(formats|predictions|exporters|cli\/commands)\/index|renderer\/(panels|actions|rooms)\/index)\.tsx?$/

/** The folders that may write to disk. */
export const WRITERS = /^src\/main\/(fs|store)\//

/** Tests and their helpers: they may use any package and any file of their side. */
export const TESTS = /(\.test\.tsx?$|\/testing\/)/

/** @param {string} path */
export function zoneOf(path) {
  return zones.find((zone) => zone.files.test(path)) ?? null
}
