// Which theme the person chose: light, dark, or as the desktop does. Remembered in the settings.
#pragma once

#include <QString>
#include <optional>

namespace layerlab {

enum class ThemeChoice { System, Light, Dark };

std::optional<ThemeChoice> themeChoice(const QString& word);  // "light", "dark", "system"
ThemeChoice savedThemeChoice();
void saveThemeChoice(ThemeChoice choice);
void applyTheme(ThemeChoice choice);

}  // namespace layerlab
