#include "ui/shell/recent_files.h"

#include <QSettings>

namespace layerlab {

namespace {
const auto key = QStringLiteral("recent");
constexpr int most = 10;
}  // namespace

QStringList recentFiles() { return QSettings().value(key).toStringList(); }

void addRecentFile(const QString& path) {
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    QSettings().setValue(key, QStringList(files.mid(0, most)));
}

void forgetRecentFiles() { QSettings().remove(key); }

}  // namespace layerlab
