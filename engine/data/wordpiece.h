// Pieces of words for the wordpiece vocabulary. Training starts from the characters of all words, those after a word's
// first marked by ##, and again and again makes one piece of the two neighbours that stand together most often in the
// training text (the frequency alone decides, no likelihood). Encoding takes, from a word's start, the longest piece that
// fits, as BERT does.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace layerlab {

// At most `size` pieces: characters by falling frequency, then merged pieces in the order they were made; the same for
// the same counts, in whatever order these come. Characters that find no room make their words unknown.
std::vector<std::string> trainPieces(std::vector<std::pair<std::string, std::int64_t>> counts, int size);

}  // namespace layerlab
