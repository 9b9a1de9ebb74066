import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { field, isObject, type JsonObject, parseJson, toNumber } from './json'
import { type Draft, PlanBuilder } from './planBuilder'
import { filesLike, readEach } from './readEach'
import { invalid } from './readText'
import type { ImportSource, LabelFormat } from './types'

/** VoTT's states of a picture: 0 not visited, 1 visited, 2 tagged. */
const TAGGED = 2

/**
 * Microsoft VoTT: its JSON export, or a project (.vott) with a file for each asset (`<id>-asset.json`). A project whose
 * security token is lost keeps its assets in the open: only its connections are encrypted.
 * @see https://github.com/microsoft/VoTT
 */
export const vottFormat: LabelFormat = {
  name: 'vott',
  label: 'VoTT',
  detect: async (source) => ((await filesOf(source)).length > 0 ? 0.9 : 0),
  async read(source, options) {
    const builder = new PlanBuilder('vott')
    const files = source.kind === 'file' ? source.labelFiles : await filesOf(source)
    if (files.length === 0) throw invalid(source.folder, 'there is no VoTT file (.json or .vott) in it.')
    // Projects name the tags in their order; assets only use them.
    const projectsFirst = [...files].sort((a, b) => Number(isAsset(a)) - Number(isAsset(b)))
    const beside: string[] = []
    const read = (file: string, text: string) => {
      const content = parseJson(text, file)
      if (!isObject(content)) throw invalid(file, 'this is not VoTT: there is no object in it.')
      readFile(content, file, source, builder)
      if (source.kind === 'file') beside.push(...assetsBeside(content, file, source, builder))
    }
    await readEach(source, projectsFirst, builder, options, read)
    await readEach(source, beside, builder, options, read)
    return builder.finish(options)
  },
}

const isAsset = (file: string) => /-asset\.json$/i.test(file)

const filesOf = (source: ImportSource) =>
  filesLike(
    source,
    /\.(json|vott)$/i,
    (head) =>
      (head.includes('"regions"') && head.includes('"asset"')) ||
      (head.includes('"assets"') && head.includes('"tags"')),
  )

/** The files of the assets that a project lists; they lie beside it. */
function assetsBeside(
  content: JsonObject,
  file: string,
  { folder }: ImportSource,
  builder: PlanBuilder,
): string[] {
  const assets = field(content, 'assets')
  return Object.entries(isObject(assets) ? assets : {}).flatMap(([id, entry]) => {
    if (!isObject(entry) || field(entry, 'regions') !== undefined) return []
    const name = `${id}-asset.json`
    if (/^[\w-]+$/.test(id) && existsSync(join(folder, name))) return [name]
    // Without a tag there is no file.
    if (field(entry, 'state') === TAGGED)
      builder.rejected.add('asset of the project without its file', `${file} asset ${id}`)
    return []
  })
}

function readFile(content: JsonObject, file: string, source: ImportSource, builder: PlanBuilder) {
  const tags = field(content, 'tags')
  for (const tag of Array.isArray(tags) ? tags : []) {
    const name = isObject(tag) ? field(tag, 'name') : undefined
    if (typeof name === 'string') builder.classes.add(name, `${file} tags`)
  }
  const assets = field(content, 'assets')
  if (isObject(assets)) {
    for (const [id, entry] of Object.entries(assets)) {
      // A project lists its assets without regions; these lie in files of their own.
      if (isObject(entry) && Array.isArray(field(entry, 'regions')))
        readAsset(entry, `${file} asset ${id}`, file, source, builder)
    }
  } else if (isObject(field(content, 'asset'))) readAsset(content, file, file, source, builder)
  else throw invalid(file, 'this is not VoTT: there are no assets in it.')
}

function readAsset(
  entry: JsonObject,
  where: string,
  file: string,
  { finder }: ImportSource,
  builder: PlanBuilder,
) {
  const asset = field(entry, 'asset')
  const written = field(entry, 'regions')
  const regions: unknown[] = Array.isArray(written) ? written : []
  if (!isObject(asset)) return builder.rejected.add('asset that is no object', where)
  const names = [field(asset, 'path'), field(asset, 'name')].flatMap((name) =>
    typeof name === 'string' && name !== '' ? [plainPath(name)] : [],
  )
  if (names.length === 0) return builder.rejected.add('asset without a name', where)
  if (field(asset, 'state') !== TAGGED && regions.length === 0) return
  const founds = names.map((name) => finder.find(name, file))
  const found = founds.find((each) => !('problem' in each)) ?? founds[0]
  const draft = builder.labelled(found, where, names[0], regions.length)
  if (draft === undefined) return
  const size = field(asset, 'size')
  const [width, height] = ['width', 'height'].map((key) =>
    isObject(size) ? toNumber(field(size, key)) : undefined,
  )
  if (width && height) draft.declared ??= { width, height, where }
  for (const [index, region] of regions.entries())
    readRegion(region, `${where} region ${index + 1}`, draft, builder)
}

function readRegion(region: unknown, where: string, draft: Draft, builder: PlanBuilder) {
  const box = isObject(region) ? field(region, 'boundingBox') : undefined
  const [left, top, width, height] = ['left', 'top', 'width', 'height'].map((key) =>
    isObject(box) ? toNumber(field(box, key)) : undefined,
  )
  if (
    !isObject(region) ||
    left === undefined ||
    top === undefined ||
    width === undefined ||
    height === undefined
  )
    return builder.refuse(draft, 'region without a box', where)
  const written = field(region, 'tags')
  const tags = Array.isArray(written) ? written.filter((tag): tag is string => typeof tag === 'string') : []
  if (tags.length === 0) return builder.refuse(draft, 'region without a tag', where)
  if (tags.length > 1) builder.repaired.add('region with several tags: a box for each', where)
  if (field(region, 'type') === 'POLYGON') builder.repaired.add('polygon: the upright box around it', where)
  for (const tag of tags)
    draft.boxes.push({
      className: builder.classes.add(tag, where),
      x1: left,
      y1: top,
      x2: left + width,
      y2: top + height,
      where,
    })
}

/** `file:C:/pictures/a%20b.jpg` as VoTT writes it, without the scheme and its escapes. */
function plainPath(written: string): string {
  const path = written.replace(/^file:(\/\/)?/i, '').replace(/[?#].*$/s, '')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
