#include "ui/shell/theme_choice.h"

#include <QSettings>

#include "ui/theme.h"

namespace layerlab {

namespace {
const auto theme_key = QStringLiteral("theme");
}

std::optional<ThemeChoice> themeChoice(const QString& word) {
    if (word == QLatin1String("system")) return ThemeChoice::System;
    if (word == QLatin1String("light")) return ThemeChoice::Light;
    if (word == QLatin1String("dark")) return ThemeChoice::Dark;
    return std::nullopt;
}

ThemeChoice savedThemeChoice() { return themeChoice(QSettings().value(theme_key).toString()).value_or(ThemeChoice::System); }

void saveThemeChoice(ThemeChoice choice) {
    QSettings().setValue(theme_key, choice == ThemeChoice::Light  ? QStringLiteral("light")
                                    : choice == ThemeChoice::Dark ? QStringLiteral("dark")
                                                                  : QStringLiteral("system"));
}

void applyTheme(ThemeChoice choice) {
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && Theme::desktopIsDark());
    setTheme(dark ? Theme::darkTheme() : Theme::light());
}

}  // namespace layerlab
