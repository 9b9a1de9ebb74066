import { describe, expect, it } from 'vitest'
import { splitOfFolders, splitOfLabelFile } from './namedSplit'
import { splitOfWord } from './splitWords'

describe('words of a split', () => {
  it('are whole words, in any letter case, with a year behind them', () => {
    const words = ['train', 'Training', 'VAL', 'valid', 'validation', 'test', 'val2017', 'testing']
    expect(words.map(splitOfWord)).toEqual(['train', 'train', 'val', 'val', 'val', 'test', 'val', 'test'])
    expect(['crash-test', 'trains', 'latest', 'value', ''].map(splitOfWord)).toEqual(Array(5).fill(undefined))
  })

  it('are read from folders, never from the name of a picture', () => {
    expect(splitOfFolders('images/train/a.jpg')).toBe('train')
    expect(splitOfFolders('train/images/valid/a.jpg')).toBe('train')
    expect(splitOfFolders('val_images/a.jpg')).toBe('val')
    expect(splitOfFolders('test.jpg')).toBeUndefined()
    expect(splitOfFolders('crash-test/train.jpg')).toBeUndefined()
  })

  it('are read from the name of a label file, or its folder', () => {
    expect(splitOfLabelFile('annotations/instances_train2017.json')).toBe('train')
    expect(splitOfLabelFile('valid/_annotations.coco.json')).toBe('val')
    expect(splitOfLabelFile('train-annotations-bbox.csv')).toBe('train')
    expect(splitOfLabelFile('test/labels.csv')).toBe('test')
    expect(splitOfLabelFile('train_and_test.json')).toBeUndefined()
    expect(splitOfLabelFile('labels.json')).toBeUndefined()
  })

  it('row 19: take no longer than the word is long', () => {
    expect(splitOfWord(`${'1'.repeat(200_000)}x`)).toBeUndefined()
  })
})
