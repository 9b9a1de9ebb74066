import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import protobuf from 'protobufjs/light.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ExportManifest } from '../../shared/models/manifest'
import { detectorOnnx } from '../exporters/onnx/detectorGraph'
import { rewritten } from '../exporters/onnx/ownModel'
import { attributeType, decodeOnnx, elementType, encodeOnnx } from '../exporters/onnx/schema'
import { testModel } from '../exporters/testing/testModel'
import { sha256 } from '../models/sha256'
import { type DetectorFile, openDetectorThread } from './detectorThread'
import { openSession, readModelFile } from './session'

const model = testModel({ seed: 21 })
const { width, height } = model.manifest.architecture.input
const sound = detectorOnnx(model)
const refusal = { code: 'model-invalid' }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'focal-model-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (bytes: Uint8Array) => {
  const outputs = { boxes: 'boxes', scores: 'scores', labels: 'labels' }
  const file: DetectorFile = { bytes, input: { name: 'image', width, height }, outputs, threads: 1 }
  return openDetectorThread(file).then((thread) => thread.close())
}

/** The sound model with its first weights said to lie in another file (onnx.proto: external_data 13, data_location 14). */
function withOutsideWeights(location: string): Uint8Array {
  const decoded = decodeOnnx(sound)
  const [first, ...others] = decoded.graph.initializer
  const pair = (key: string, value: string) =>
    protobuf.Writer.create().uint32(10).string(key).uint32(18).string(value).finish()
  const tensor = protobuf.Writer.create()
  for (const size of first.dims) tensor.uint32(8).int64(size)
  tensor.uint32(16).int32(first.dataType).uint32(66).string(first.name)
  tensor
    .uint32(106)
    .bytes(pair('location', location))
    .uint32(106)
    .bytes(pair('length', String(first.rawData.length)))
  tensor.uint32(112).int32(1)
  const graph = protobuf.Writer.create().uint32(42).bytes(tensor.finish()).finish()
  // A second graph field is joined with the first: its weights are one more of the list.
  const more = protobuf.Writer.create().uint32(58).bytes(graph).finish()
  return Buffer.concat([encodeOnnx({ ...decoded, graph: { ...decoded.graph, initializer: others } }), more])
}

describe('row 20: hostile model files', () => {
  it('row 20: the sound one opens', async () => {
    await expect(open(sound)).resolves.toBeUndefined()
  })

  it.each([
    '../w.onnx',
    '/etc/passwd',
    'a/w.onnx',
    'a\\..\\w.onnx',
    'w.onnx\0',
    '..',
    '.onnx/../w.onnx',
    'w.bin',
  ])('row 20: a manifest that names %j reads no such file', async (file) => {
    writeFileSync(join(folder, 'w.onnx'), sound)
    const manifest = { model: { file, bytes: sound.length, sha256: sha256(sound) } } as ExportManifest
    await expect(readModelFile(join(folder, 'inner'), manifest)).rejects.toMatchObject(refusal)
  })

  it('row 20: a link, a short file and a manifest that is none are refused', async () => {
    const manifest = {
      model: { file: 'm.onnx', bytes: sound.length, sha256: sha256(sound) },
    } as ExportManifest
    symlinkSync('/etc/hostname', join(folder, 'm.onnx'))
    await expect(readModelFile(folder, manifest)).rejects.toMatchObject(refusal)
    rmSync(join(folder, 'm.onnx'))
    writeFileSync(join(folder, 'm.onnx'), sound.subarray(0, -1))
    await expect(readModelFile(folder, manifest)).rejects.toMatchObject(refusal)
    for (const text of ['', '{}', '[]', '{"__proto__":{"polluted":1}}', '['.repeat(50_000)]) {
      writeFileSync(join(folder, 'manifest.json'), text)
      await expect(openSession(folder)).rejects.toMatchObject(refusal)
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it.each(['Lambda', 'PyOp', 'com.evil.Run', ''])(
    'row 20: an operator called %j is refused',
    async (opType) => {
      const decoded = decodeOnnx(sound)
      const node = decoded.graph.node.map((each, i) => (i === 3 ? { ...each, opType } : each))
      const bytes = encodeOnnx({ ...decoded, graph: { ...decoded.graph, node } })
      await expect(open(bytes)).rejects.toMatchObject(refusal)
    },
  )

  it('row 20: pipes in the place of a manifest and of a model are not waited for', async () => {
    execFileSync('mkfifo', [join(folder, 'manifest.json'), join(folder, 'm.onnx')])
    const manifest = { model: { file: 'm.onnx', bytes: 0, sha256: sha256(sound) } } as ExportManifest
    await expect(openSession(folder)).rejects.toMatchObject({ code: 'io-failed' })
    await expect(readModelFile(folder, manifest)).rejects.toMatchObject({ code: 'io-failed' })
  })

  it('row 20: a model whose loop may not end is refused, and one of ours with a loop is not', () => {
    const looped = (turns: bigint, opType = 'Loop') => {
      const decoded = decodeOnnx(sound)
      const { graph } = decoded
      const rawData = new Uint8Array(BigInt64Array.of(turns).buffer)
      const most = { name: 'most', dims: [], dataType: elementType.int64, rawData }
      const body = { name: 'body', node: [], initializer: [], input: [], output: [] }
      const attribute = [{ name: 'body', type: attributeType.graph, g: body }]
      const node = { input: ['most', '', ''], output: [], name: 'loop', opType, attribute }
      const changed = { ...graph, initializer: [...graph.initializer, most], node: [...graph.node, node] }
      return encodeOnnx({ ...decoded, graph: changed })
    }
    expect(() => rewritten(looped(2n ** 63n - 1n))).toThrow(expect.objectContaining(refusal))
    expect(() => rewritten(looped(10n, 'If'))).toThrow(expect.objectContaining(refusal))
    expect(rewritten(looped(1000n)).length).toBeGreaterThan(sound.length)
    for (const nms of ['hard', 'soft', 'diou'] as const) {
      const own = detectorOnnx(testModel({ seed: 21, detection: { nms } }))
      expect(Buffer.compare(rewritten(own), own), nms).toBe(0)
    }
  })

  it('row 20: an input larger than any picture needs is refused by the manifest', () => {
    const side = (px: number) => ExportManifest.shape.input.shape.width.safeParse(px).success
    expect([640, 4096, 4097, 2 ** 40].map(side)).toEqual([true, true, false, false])
  })

  it('row 20: weights of a giant shape are refused without taking its memory', async () => {
    const decoded = decodeOnnx(sound)
    const [first, ...others] = decoded.graph.initializer
    const before = process.memoryUsage().rss
    for (const dims of [[2 ** 31, 2 ** 20], [2 ** 40], [-1]]) {
      const graph = { ...decoded.graph, initializer: [{ ...first, dims }, ...others] }
      await expect(open(encodeOnnx({ ...decoded, graph }))).rejects.toMatchObject(refusal)
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20)
  })

  it('row 20: weights that lie in another file are refused, wherever that is', async () => {
    const outside = join(folder, 'secret.bin')
    writeFileSync(outside, Buffer.alloc(1 << 20))
    for (const location of [outside, '../secret.bin', 'package.json', '/etc/hostname'])
      await expect(open(withOutsideWeights(location)), location).rejects.toMatchObject(refusal)
  })
})
