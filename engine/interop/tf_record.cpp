#include "engine/interop/tf_record.h"

#include <array>
#include <bit>
#include <cstdint>

namespace layerlab {

namespace {

// CRC-32C (Castagnoli), bits reflected; zlib knows only the other polynomial.
constexpr auto crc_of_byte = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t crc = byte;
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1 ? 0x82F63B78U : 0);
        table[byte] = crc;
    }
    return table;
}();

std::uint32_t crc32c(std::string_view data) {
    std::uint32_t crc = ~0U;
    for (const char c : data) crc = (crc >> 8) ^ crc_of_byte[(crc ^ static_cast<unsigned char>(c)) & 0xFF];
    return ~crc;
}

// Masked, because a checksum of data that hold checksums of themselves is weak.
std::uint32_t maskedCrc(std::string_view data) { return std::rotr(crc32c(data), 15) + 0xA282EAD8U; }

template <class Number>
std::string littleEndian(Number value) {
    std::string bytes;
    for (std::size_t i = 0; i < sizeof value; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
    return bytes;
}

}  // namespace

std::string tfRecord(std::string_view data) {
    const std::string length = littleEndian(static_cast<std::uint64_t>(data.size()));
    std::string record = length + littleEndian(maskedCrc(length));
    record += data;
    return record += littleEndian(maskedCrc(data));
}

}  // namespace layerlab
