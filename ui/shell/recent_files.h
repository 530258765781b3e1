// The files opened lately, remembered in the settings, newest first.
#pragma once

#include <QStringList>

namespace layerlab {

QStringList recentFiles();
void addRecentFile(const QString& path);
void forgetRecentFiles();

}  // namespace layerlab
