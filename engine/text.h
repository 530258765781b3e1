// The engine's words for people, in the language of whoever asks. A message is written in English as one whole sentence
// with numbered places, so that a translation can order it in its own way; a catalogue, which the window sets, may answer
// with that sentence in another language. Without one, as on the command line, everything stays English.
#pragma once

#include <concepts>
#include <functional>
#include <initializer_list>
#include <string>

namespace layerlab {

// Where translations come from: gives the sentence in the person's language, or nothing to keep the English. Set it
// before the first message is needed; what was said before stays as it was said. Any thread may ask from then on, so
// `lookup` has to be safe to call from several at once.
void setTextCatalogue(std::function<std::string(const char* english)> lookup);

// Marks a literal for the translators where it is kept in English and translated later, by text() or by the window.
constexpr const char* words(const char* english) { return english; }

// One argument as it stands in a sentence; a double with as few digits as read back to the same number.
inline std::string textArgument(const std::string& argument) { return argument; }
inline std::string textArgument(const char* argument) { return argument; }
std::string textArgument(double argument);
std::string textArgument(std::integral auto argument) { return std::to_string(argument); }

std::string filledText(const char* english, std::initializer_list<std::string> arguments);

// The sentence in the person's language with %1 … %9 replaced by the arguments: text("no column '%1'", name). A place
// without an argument stays as it is, an argument without a place is left out, and what an argument holds is never
// taken for a place. The sentence has to be a literal, or the translators do not see it.
template <class... Arguments>
std::string text(const char* english, const Arguments&... arguments) {
    return filledText(english, {textArgument(arguments)...});
}

}  // namespace layerlab
