// Colours of the window, light and dark, and the colour-blind-safe palettes of runs, groups and depths.
#pragma once

#include <QColor>
#include <QList>
#include <QPalette>
#include <QString>

namespace layerlab {

struct Theme {
    bool dark = false;
    QColor window;  // behind everything
    QColor panel;   // docks, cards, charts
    QColor raised;  // fields, boxes
    QColor border;
    QColor grid;  // lines of charts, dots of the canvas
    QColor text;
    QColor muted;         // secondary text
    QColor accent;        // selection, links, train curve
    QColor accent_soft;   // selected rows
    QColor train_button;  // green
    QColor warning;       // dropped layers, valid curve
    QColor error;
    QColor trained;   // green, as in the ladder paper's figure
    QColor frozen;    // blue
    QColor gradient;  // red, drawn dashed

    // Okabe-Ito order: one colour a run or a sharing group, repeating.
    QColor categorical(int index) const;
    // 0 … 1 → viridis-like, legible on this theme's panel: colours of depths.
    QColor sequential(double position) const;

    QPalette palette() const;
    QString styleSheet() const;  // of the whole application

    static Theme light();
    static Theme darkTheme();
    // What the desktop asks for, from the palette's lightness (QStyleHints::colorScheme comes with Qt 6.5).
    static bool desktopIsDark();
};

// The theme in force. Widgets read it in paintEvent and are told of a change by QEvent::PaletteChange.
const Theme& theme();
void setTheme(const Theme& theme);  // also sets the application's palette and style sheet

}  // namespace layerlab
