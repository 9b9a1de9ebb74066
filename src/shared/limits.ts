const KiB = 1024
const MiB = 1024 * KiB

/** Every size, count and time limit in one table, each with its reason. */
export const limits = {
  /** Boxes under one pixel cannot be seen, drawn or learnt. */
  minBoxPx: 1,
  /** A larger side exceeds what canvases and decoders hold in one piece. */
  maxImageSidePx: 16_384,
  /** 12,000 x 9,000 must open; decoded it takes 324 MB. */
  maxImagePixels: 120_000_000,
  maxImageFileBytes: 256 * MiB,
  /** Tiles of huge pictures that are kept on the disk: some 40 pictures of that size. */
  maxPyramidCacheBytes: 2048 * MiB,
  /** First sights of large pictures that are kept on the disk: some 3,000. */
  maxFirstSightCacheBytes: 1024 * MiB,
  /** Thumbnails and crops that are kept on the disk: some 300,000. */
  maxThumbnailCacheBytes: 2048 * MiB,
  /** One call of the renderer; larger ones name their own limit in the contract. */
  maxCallBytes: 64 * KiB,
  /** An edit that removes a class with all its boxes is the largest one. */
  maxEditBytes: 64 * MiB,
  /** A call about every picture of a project: 100,000 ids. */
  maxImageListBytes: 8 * MiB,
  maxClassNameLength: 200,
  maxClasses: 1000,
  /** Number of a class in a list of names; the largest vocabularies have some 20,000. */
  maxClassNumber: 1_000_000,
  /** Free key-values of one box: a form of this length still fits a panel. */
  maxAttributes: 32,
  maxAttributeNameLength: 60,
  maxAttributeValueLength: 200,
  /** Pairs of name and value that are offered while one types an attribute. */
  maxOfferedAttributes: 500,
  /** Pictures that boxes are copied to in one go: the edit stays a moment's work. */
  maxPropagated: 1000,
  maxFlags: 32,
  maxFlagLength: 60,
  /** Notes come with the list of all pictures. */
  maxNoteLength: 2000,
  maxBoxesPerImage: 10_000,
  maxPathLength: 4096,
  /** Label files are read whole before they are parsed. */
  maxLabelFileBytes: 512 * MiB,
  /** The tree of an XML file takes ten times its size. */
  maxXmlCharacters: 64 * MiB,
  maxJsonDepth: 64,
  /** About the bytes that the values of a JSON file take in memory, by eight: COCO's 860,000 outlines have 100 million. */
  maxJsonWeight: 150_000_000,
  /** A model's input: pictures are resized to it, and a side of 4,096 is 50 MB. */
  maxModelInputPx: 4096,
  /** A zip is unpacked up to these; what is larger the person unpacks, and imports the folder. */
  maxArchiveEntries: 200_000,
  maxArchiveEntryBytes: 64 * MiB,
  maxArchiveBytes: 20 * 1024 * MiB,
  /** Unpacked to packed; pictures reach 2, text 20, a bomb 1000. */
  maxArchiveRatio: 200,
  /** Below this a ratio says nothing: a black mask of this size is harmless. */
  archiveRatioFromBytes: MiB,
  /** Undo steps that are offered again after a restart. */
  maxRestoredHistory: 500,
  maxRecentProjects: 12,
  /** Pointer travel, in screen pixels, that turns a press into a drag. */
  dragThresholdPx: 4,
  maxZoom: 64,
  minZoom: 0.01,
} as const
