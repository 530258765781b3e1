#include "engine/data/modular_addition.h"

#include "engine/text.h"

namespace layerlab {

namespace {
constexpr std::int64_t plus = 2, equals = 3, first_number = 4;
}

Sample ModularAdditionGenerator::draw(const Draws& draws, std::uint32_t example, std::uint32_t attempt) const {
    return listedSample(SampleDraws(draws, example, attempt).below(listed()));
}

std::uint32_t ModularAdditionGenerator::listed() const {
    const auto modulus = static_cast<std::uint32_t>(m_task.modulus);
    return modulus * modulus;
}

Sample ModularAdditionGenerator::listedSample(std::uint32_t number) const {
    const auto modulus = static_cast<std::uint32_t>(m_task.modulus);
    const std::uint32_t a = number / modulus, b = number % modulus;
    return {{class_token, first_number + a, plus, first_number + b, equals}, {(a + b) % modulus}, {a + b >= modulus ? 1 : 0}};
}

std::vector<std::string> ModularAdditionGenerator::labelNames() const {
    std::vector<std::string> names;
    for (int number = 0; number < m_task.modulus; ++number) names.push_back(std::to_string(number));
    return names;
}

std::vector<std::string> ModularAdditionGenerator::tokenNames() const {
    std::vector<std::string> names{"[PAD]", "[CLS]", "+", "="};
    for (const std::string& number : labelNames()) names.push_back(number);
    return names;
}

std::string ModularAdditionGenerator::difficultyName() const { return words("wraps around"); }

}  // namespace layerlab
