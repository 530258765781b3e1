// Framing of TFRecord files, which is that of TensorBoard's event files: each record with its length, and checksums by
// which a torn or damaged one is noticed.
#pragma once

#include <string>
#include <string_view>

namespace layerlab {

// u64 length, u32 checksum of these eight bytes, data, u32 checksum of the data; little-endian. The checksums are
// masked CRC-32C (tensorflow/core/lib/hash/crc32c.h).
std::string tfRecord(std::string_view data);

}  // namespace layerlab
