/**
 * tf.train.Example as a protobuf description. Field names and numbers are those of
 * tensorflow/core/example/{example,feature}.proto, Copyright The TensorFlow Authors, Apache License 2.0.
 */
import protobuf from 'protobufjs/light.js'

export interface Feature {
  bytesList?: { value: Uint8Array[] }
  floatList?: { value: number[] }
  int64List?: { value: (number | { toNumber(): number })[] }
}

export interface Example {
  features: { feature: Record<string, Feature> }
}

const list = (type: string) => ({ fields: { value: { rule: 'repeated', type, id: 1 } } })

/** A map field: protobufjs' types leave out the key's. */
const mapField: protobuf.IMapField = { keyType: 'string', type: 'Feature', id: 1 }

const root = protobuf.Root.fromJSON({
  nested: {
    BytesList: list('bytes'),
    FloatList: list('float'),
    Int64List: list('int64'),
    Feature: {
      oneofs: { kind: { oneof: ['bytesList', 'floatList', 'int64List'] } },
      fields: {
        bytesList: { type: 'BytesList', id: 1 },
        floatList: { type: 'FloatList', id: 2 },
        int64List: { type: 'Int64List', id: 3 },
      },
    },
    Features: { fields: { feature: mapField } },
    Example: { fields: { features: { type: 'Features', id: 1 } } },
  },
})
const type = root.lookupType('Example')

export function encodeExample(example: Example): Uint8Array {
  return type.encode(type.create(example)).finish()
}

/** Throws where the bytes are no Example. */
export function decodeExample(bytes: Uint8Array): Example {
  return type.decode(bytes) as unknown as Example
}
