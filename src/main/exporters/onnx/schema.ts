/**
 * The part of the ONNX file format that the writer needs, as a protobuf description.
 * Field names and numbers are those of onnx/onnx.proto, https://github.com/onnx/onnx,
 * Copyright (c) ONNX Project Contributors, licensed under the Apache License 2.0.
 */
import protobuf from 'protobufjs/light.js'

/** Element types of tensors (onnx TensorProto.DataType). */
export const elementType = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9 } as const
export type ElementTypeName = keyof typeof elementType

/** Kinds of attributes (onnx AttributeProto.AttributeType). */
export const attributeType = { float: 1, int: 2, string: 3, tensor: 4, graph: 5, floats: 6, ints: 7 } as const

export interface TensorMessage {
  name: string
  dims: number[]
  dataType: number
  /** Little-endian, row by row. */
  rawData: Uint8Array
}

export interface AttributeMessage {
  name: string
  type: number
  f?: number
  i?: number
  s?: Uint8Array
  t?: TensorMessage
  g?: GraphMessage
  floats?: number[]
  ints?: number[]
}

export interface NodeMessage {
  input: string[]
  output: string[]
  name: string
  opType: string
  attribute: AttributeMessage[]
}

export interface ValueMessage {
  name: string
  type: { tensorType: { elemType: number; shape: { dim: { dimValue?: number; dimParam?: string }[] } } }
  docString: string
}

export interface GraphMessage {
  node: NodeMessage[]
  name: string
  initializer: TensorMessage[]
  input: ValueMessage[]
  output: ValueMessage[]
}

export interface ModelMessage {
  irVersion: number
  producerName: string
  producerVersion: string
  docString: string
  graph: GraphMessage
  opsetImport: { domain: string; version: number }[]
  metadataProps: { key: string; value: string }[]
}

const one = (type: string, id: number) => ({ type, id })
const many = (type: string, id: number) => ({ rule: 'repeated', type, id })

const messages = {
  ModelProto: {
    irVersion: one('int64', 1),
    producerName: one('string', 2),
    producerVersion: one('string', 3),
    docString: one('string', 6),
    graph: one('GraphProto', 7),
    opsetImport: many('OperatorSetIdProto', 8),
    metadataProps: many('StringStringEntryProto', 14),
  },
  GraphProto: {
    node: many('NodeProto', 1),
    name: one('string', 2),
    initializer: many('TensorProto', 5),
    input: many('ValueInfoProto', 11),
    output: many('ValueInfoProto', 12),
  },
  NodeProto: {
    input: many('string', 1),
    output: many('string', 2),
    name: one('string', 3),
    opType: one('string', 4),
    attribute: many('AttributeProto', 5),
  },
  AttributeProto: {
    name: one('string', 1),
    f: one('float', 2),
    i: one('int64', 3),
    s: one('bytes', 4),
    t: one('TensorProto', 5),
    g: one('GraphProto', 6),
    floats: many('float', 7),
    ints: many('int64', 8),
    type: one('int32', 20),
  },
  TensorProto: {
    dims: many('int64', 1),
    dataType: one('int32', 2),
    name: one('string', 8),
    rawData: one('bytes', 9),
  },
  ValueInfoProto: { name: one('string', 1), type: one('TypeProto', 2), docString: one('string', 3) },
  TypeProto: { tensorType: one('TypeProtoTensor', 1) },
  TypeProtoTensor: { elemType: one('int32', 1), shape: one('TensorShapeProto', 2) },
  TensorShapeProto: { dim: many('TensorShapeDimension', 1) },
  TensorShapeDimension: { dimValue: one('int64', 1), dimParam: one('string', 2) },
  OperatorSetIdProto: { domain: one('string', 1), version: one('int64', 2) },
  StringStringEntryProto: { key: one('string', 1), value: one('string', 2) },
}

// onnx.proto is proto2: a zero that was set is written, and ONNX's checker asks for it (`axis: 0`).
const types = Object.fromEntries(
  Object.entries(messages).map(([name, fields]) => [name, { edition: 'proto2', fields }]),
)
const modelType = protobuf.Root.fromJSON({ nested: types }).lookupType('ModelProto')

/** The bytes of an .onnx file. */
export function encodeOnnx(model: ModelMessage): Uint8Array {
  return modelType.encode(model as unknown as Record<string, unknown>).finish()
}

/** Reads an .onnx file back, as far as the description above goes; 64-bit counts come as numbers. */
export function decodeOnnx(file: Uint8Array): ModelMessage {
  const plain = modelType.toObject(modelType.decode(file), { longs: Number, arrays: true, defaults: false })
  return plain as unknown as ModelMessage
}
