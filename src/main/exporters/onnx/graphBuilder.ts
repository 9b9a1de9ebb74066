import {
  type AttributeMessage,
  attributeType,
  type ElementTypeName,
  elementType,
  encodeOnnx,
  type GraphMessage,
  type TensorMessage,
} from './schema'

/** ONNX Runtime 1.13 and newer read it; every operation below is as opset 17 defines it. */
export const OPSET_VERSION = 17
/** The file layout that came with opset 17 (ONNX 1.12). */
export const IR_VERSION = 8

/** Name of a tensor in the graph. */
export type ValueName = string

/** Integers become int64 attributes unless wrapped by `float`; `graph` is the inside of a loop. */
export type Attribute = number | readonly number[] | string | { float: number } | { graph: GraphMessage }

/** A size that is fixed, or a name for one that is known only when the model runs. */
export type Dimension = number | string

export interface GraphBuilder {
  input(name: string, type: ElementTypeName, shape: readonly Dimension[], meaning: string): ValueName
  output(
    name: string,
    from: ValueName,
    type: ElementTypeName,
    shape: readonly Dimension[],
    meaning: string,
  ): void
  /** A weight or constant. */
  floats(name: string, values: Float32Array | readonly number[], shape?: readonly number[]): ValueName
  integers(name: string, values: readonly number[], shape?: readonly number[]): ValueName
  /** An operation with one output; `name` must be new. */
  node(
    operation: string,
    name: string,
    inputs: readonly ValueName[],
    attributes?: Record<string, Attribute>,
  ): ValueName
  /** An operation with several outputs: `name:0`, `name:1`, ... */
  nodes(
    operation: string,
    name: string,
    inputs: readonly ValueName[],
    numOutputs: number,
    attributes?: Record<string, Attribute>,
  ): ValueName[]
  /**
   * Repeats `turn` while it says so, at most so many times: the values that it yields, each stacked over the turns.
   * A turn may use any value from outside; only `state` goes from one to the next.
   */
  loop(name: string, start: LoopStart, turn: (state: ValueName) => LoopTurn): ValueName[]
  finish(about: ModelNotes): Uint8Array
}

/** A value with what ONNX has to know of it beforehand. */
export interface TypedValue {
  value: ValueName
  type: ElementTypeName
  shape: readonly Dimension[]
}

export interface LoopStart {
  /** int64 scalar. */
  mostTurns: ValueName
  /** Whether there is a first turn: bool scalar. */
  going: ValueName
  state: TypedValue
}

export interface LoopTurn {
  /** Whether another turn follows: bool scalar. */
  going: ValueName
  state: ValueName
  yields: readonly TypedValue[]
}

/** What the file says about itself. */
export interface ModelNotes {
  name: string
  description: string
  producerVersion: string
  /** Key-value pairs that ONNX Runtime shows as custom metadata. */
  metadata: Record<string, string>
}

/** Collects operations and constants, then writes them as one .onnx file; throws RangeError on a name used twice. */
export function createGraphBuilder(): GraphBuilder {
  const graph = emptyGraph()
  /** Where nodes go: the graph, or inside a loop that is being built. Constants all lie in the graph. */
  let inside = graph
  const taken = new Set<string>()
  const claim = (name: string): string => {
    if (taken.has(name)) throw new RangeError(`ONNX graph: the name ${name} is used twice`)
    taken.add(name)
    return name
  }
  const constant = (
    name: string,
    type: ElementTypeName,
    shape: readonly number[],
    rawData: Uint8Array,
  ): string => {
    graph.initializer.push(tensorMessage(claim(name), type, shape, rawData))
    return name
  }
  const nodes: GraphBuilder['nodes'] = (operation, name, inputs, numOutputs, attributes = {}) => {
    const output = numOutputs === 1 ? [name] : Array.from({ length: numOutputs }, (_, i) => `${name}:${i}`)
    const attribute = Object.entries(attributes).map(([key, value]) => attributeMessage(key, value))
    inside.node.push({ input: [...inputs], output: output.map(claim), name, opType: operation, attribute })
    return output
  }
  return {
    input(name, type, shape, meaning) {
      graph.input.push(valueMessage(claim(name), type, shape, meaning))
      return name
    },
    output(name, from, type, shape, meaning) {
      nodes('Identity', name, [from], 1)
      graph.output.push(valueMessage(name, type, shape, meaning))
    },
    floats: (name, values, shape = [values.length]) =>
      constant(
        name,
        'float32',
        shape,
        littleEndian(values instanceof Float32Array ? values : Float32Array.from(values)),
      ),
    integers: (name, values, shape = [values.length]) =>
      constant(name, 'int64', shape, littleEndian(BigInt64Array.from(values, BigInt))),
    node: (operation, name, inputs, attributes) => nodes(operation, name, inputs, 1, attributes)[0],
    nodes,
    loop(name, { mostTurns, going, state }, turn) {
      const body = emptyGraph()
      const before = claim(`${name}.state`)
      body.input.push(
        valueMessage(claim(`${name}.turn`), 'int64', [], ''),
        valueMessage(claim(`${name}.going`), 'bool', [], ''),
        valueMessage(before, state.type, state.shape, ''),
      )
      const outside = inside
      inside = body
      const result = turn(before)
      inside = outside
      body.output.push(
        valueMessage(result.going, 'bool', [], ''),
        valueMessage(result.state, state.type, state.shape, ''),
        ...result.yields.map(({ value, type, shape }) => valueMessage(value, type, shape, '')),
      )
      // The first output is the last state, which nobody asked for.
      return nodes('Loop', name, [mostTurns, going, state.value], 1 + result.yields.length, {
        body: { graph: { ...body, name: `${name}.body` } },
      }).slice(1)
    },
    finish: (about) =>
      encodeOnnx({
        irVersion: IR_VERSION,
        producerName: 'focal-studio',
        producerVersion: about.producerVersion,
        docString: about.description,
        graph: { ...graph, name: about.name },
        opsetImport: [{ domain: '', version: OPSET_VERSION }],
        metadataProps: Object.entries(about.metadata).map(([key, value]) => ({ key, value })),
      }),
  }
}

function emptyGraph(): Omit<GraphMessage, 'name'> {
  return { node: [], initializer: [], input: [], output: [] }
}

function tensorMessage(
  name: string,
  type: ElementTypeName,
  shape: readonly number[],
  rawData: Uint8Array,
): TensorMessage {
  const elements = shape.reduce((product, size) => product * size, 1)
  const bytesPerElement = type === 'int64' ? 8 : 4
  if (elements * bytesPerElement !== rawData.byteLength) {
    throw new RangeError(`ONNX graph: ${name} has ${rawData.byteLength} bytes for shape [${shape.join()}]`)
  }
  return { name, dims: [...shape], dataType: elementType[type], rawData }
}

/** raw_data is little-endian whatever the machine; all platforms that the studio runs on are. */
function littleEndian(values: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

function valueMessage(name: string, type: ElementTypeName, shape: readonly Dimension[], meaning: string) {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }))
  return { name, type: { tensorType: { elemType: elementType[type], shape: { dim } } }, docString: meaning }
}

function attributeMessage(name: string, value: Attribute): AttributeMessage {
  if (typeof value === 'string') {
    return { name, type: attributeType.string, s: new TextEncoder().encode(value) }
  }
  if (typeof value === 'number') return { name, type: attributeType.int, i: value }
  if ('graph' in value) return { name, type: attributeType.graph, g: value.graph }
  if ('float' in value) return { name, type: attributeType.float, f: value.float }
  return { name, type: attributeType.ints, ints: [...value] }
}
