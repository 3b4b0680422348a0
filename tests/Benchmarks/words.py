#!/usr/bin/env python3
"""The words that are common in English comments and reports, for the preview of anonymous comments (bot/App/TextAnalysis/CommonWords.txt).

  tests/Benchmarks/words.py          prints how many of the comments that were kept aside have a word that is not in the list
  tests/Benchmarks/words.py write    writes the list anew, from all of them

A word is common when two comments, two narratives or 25 bug reports have it. Needs ../shared/data beside the project.
"""
import collections
import csv
import pathlib
import random
import re
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT.parent / 'shared' / 'data'
LIST = ROOT / 'bot' / 'App' / 'TextAnalysis' / 'CommonWords.txt'
SHORTEST = 5
LONGEST_OF_REPORTS = 13  # longer ones are names of classes


def rows(name):
    csv.field_size_limit(10 ** 9)
    with open(DATA / name, encoding='utf-8-sig', errors='replace', newline='') as file:
        return list(csv.DictReader(file))


def words(text):
    return set(re.findall(r'[a-z]+', text.lower()))


def frequent(texts, least):
    count = collections.Counter()
    for text in texts:
        count.update(words(text))
    return {word for word, number in count.items() if number >= least and len(word) >= SHORTEST}


comments = [row['FFT answer'] for row in rows('patient-comments/comments.csv')]
narratives = [' '.join(value for value in row.values() if isinstance(value, str))
              for year in (2005, 2010, 2014) for row in rows(f'safenet/safenet_{year}.csv')]
reports = [row['Summary'] + ' ' + row['Description'] for row in rows('hadoop-bugs/reports.csv')]
others = frequent(narratives, 2) | {word for word in frequent(reports, 25) if len(word) <= LONGEST_OF_REPORTS}

if sys.argv[1:] == ['write']:
    LIST.write_text(textwrap.fill(' '.join(sorted(frequent(comments, 2) | others)), 138) + '\n')
    print(f'{len(LIST.read_text().split())} words')
else:
    random.Random(1).shuffle(comments)
    half = len(comments) // 2
    known = frequent(comments[:half], 2) | others
    marked = sum(any(len(word) >= SHORTEST and word not in known for word in words(text)) for text in comments[half:])
    print(f'{marked} of {len(comments) - half} comments that were kept aside have a word that is not common')
