"""The reference of bench/againstTorchvision.mjs: torchvision's SSDLite320 with MobileNetV3, trained whole.

Reads commands from standard input, one a line, and answers each with one line of JSON:
  train N     milliseconds of N training steps (batch 8, 320 x 320, SGD with momentum)
  predict N   milliseconds of N predictions of one picture of 320 x 320, decoding and NMS included
Needs torch and torchvision. Weights are random: time does not depend on them.
"""

import json
import sys
import time

import torch
import torchvision

BATCH = 8
SIDE = 320
OBJECTS = 20
CLASSES = 3


def milliseconds(work):
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


def main():
    torch.manual_seed(1)
    torch.set_num_threads(2)
    model = torchvision.models.detection.ssdlite320_mobilenet_v3_large(
        weights=None, weights_backbone=None, num_classes=CLASSES + 1
    )
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-3, momentum=0.9)
    pictures = [torch.rand(3, SIDE, SIDE) for _ in range(BATCH)]
    targets = []
    for _ in range(BATCH):
        low = torch.rand(OBJECTS, 2) * (SIDE - 80)
        high = low + 20 + torch.rand(OBJECTS, 2) * 50
        targets.append({"boxes": torch.cat([low, high], 1), "labels": torch.randint(1, CLASSES + 1, (OBJECTS,))})

    def train():
        loss = sum(model(pictures, targets).values())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    def predict():
        with torch.no_grad():
            model(pictures[:1])

    for line in sys.stdin:
        what, count = line.split()
        model.train(what == "train")
        work = train if what == "train" else predict
        print(json.dumps([milliseconds(work) for _ in range(int(count))]), flush=True)


main()
