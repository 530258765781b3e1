// Words of a text.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace layerlab {

// Words: ' and - and _ belong to them (tokenised sets write "'s", "-lrb-"). Pieces: all punctuation stands alone, as
// before BERT's pieces.
enum class WordRule { Words, Pieces };

// Splits UTF-8 text at white space; punctuation and symbols stand alone but for what the rule says; every Chinese,
// Japanese or Korean ideograph stands alone. The words are valid during the call only.
void eachWord(std::string_view text, bool lower_case, WordRule rule, const std::function<void(std::string_view)>& use);
std::vector<std::string> splitWords(std::string_view text, bool lower_case, WordRule rule = WordRule::Words);
int countWords(std::string_view text);

std::string lowerCase(std::string_view text);
// Code points of UTF-8 text, each as its bytes.
void eachCharacter(std::string_view text, const std::function<void(std::string_view)>& use);

}  // namespace layerlab
