import type { Page } from '@playwright/test'

/**
 * Latin words in sight, but for names that every language writes alike and what `mine` says: text, and what controls
 * are called for people who hear the screen.
 */
export async function foreignWords(page: Page, mine: readonly RegExp[] = []): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const isSeen = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('kbd, code, pre, .mono') === null
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (node.parentElement !== null && isSeen(node.parentElement)) found.push(node.textContent ?? '')
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      if (isSeen(element))
        for (const name of ['aria-label', 'title', 'placeholder'])
          found.push(element.getAttribute(name) ?? '')
    return found
  })
  const isForeign = (text: string) =>
    /[A-Za-z]{2}/.test(mine.reduce((rest, known) => rest.replace(known, ''), text).replace(alike, ''))
  return [...new Set(texts.map((text) => text.trim()).filter(isForeign))]
}

/** Product and format names, figures and units, key caps, and the syntax of the search language. */
const alike =
  /\b(Focal|Studio|labelImg|labelme|CVAT|VoTT|COCO|YOLO|Pascal VOC|VOC|Create ML|Datumaro|TFRecord|CSV|XML|JSON|ONNX|Runtime|NMS|GPU|CPU|AP(50|75)?|AR|IoU|F1|FP|px|MB|GB|JPEG|PNG|WebP|BMP|TIFF|Ctrl|Shift|Alt|Enter|Esc|Del|Tab|PgUp|PgDn|Space|Home|End|English|TensorFlow|NVIDIA|nvidia-smi|AdamW|SGD|SmoothL1|Huber|[GDCES]IoU|RetinaNet|SSD|ATSS|FPN|PAN|NanoDet-g|GHM-[CR]|ObjectLab|sigmoid|Softmax|cls|hn)\b/g
