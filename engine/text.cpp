#include "engine/text.h"

#include <charconv>
#include <mutex>
#include <shared_mutex>

namespace layerlab {

namespace {

struct Catalogue {
    std::shared_mutex mutex;
    std::function<std::string(const char*)> lookup;
};

Catalogue& catalogue() {
    static Catalogue only;
    return only;
}

std::string inPersonsLanguage(const char* english) {
    const std::shared_lock lock(catalogue().mutex);
    std::string translated = catalogue().lookup ? catalogue().lookup(english) : std::string{};
    return translated.empty() ? english : translated;
}

}  // namespace

void setTextCatalogue(std::function<std::string(const char* english)> lookup) {
    const std::unique_lock lock(catalogue().mutex);
    catalogue().lookup = std::move(lookup);
}

std::string textArgument(double argument) {
    char buffer[32];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, argument).ptr};
}

std::string filledText(const char* english, std::initializer_list<std::string> arguments) {
    const std::string sentence = inPersonsLanguage(english);
    std::string filled;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const char place = sentence[i] == '%' && i + 1 < sentence.size() ? sentence[i + 1] : '\0';
        if (place >= '1' && place <= '9' && static_cast<std::size_t>(place - '1') < arguments.size()) {
            filled += arguments.begin()[place - '1'];
            ++i;
        } else {
            filled += sentence[i];
        }
    }
    return filled;
}

}  // namespace layerlab
