#include "ui/shell/recent_files.h"

#include <QSettings>

namespace layerlab {

namespace {
const auto recent_key = QStringLiteral("recent");
constexpr int most = 10;
}  // namespace

QStringList recentFiles() { return QSettings().value(recent_key).toStringList(); }

void addRecentFile(const QString& path) {
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    QSettings().setValue(recent_key, QStringList(files.mid(0, most)));
}

void forgetRecentFiles() { QSettings().remove(recent_key); }

}  // namespace layerlab
