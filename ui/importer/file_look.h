// A first look at a file to import: as a table, and as plain text. It reads from the disk: not on the window's thread.
#pragma once

#include <QString>
#include <cstdint>
#include <string>

#include "engine/data/table_preview.h"

namespace layerlab {

struct FileLook {
    TablePreview table;
    QString table_wrong;  // why it is no table; empty: it is one
    QString text;         // the beginning
    std::int64_t characters = 0, different = 0;
    bool whole_text = false;  // `characters` are all there are
    QString text_wrong;       // why it is no text; then it is no table either
};

FileLook lookAt(const std::string& path, const PreviewOptions& options);

}  // namespace layerlab
