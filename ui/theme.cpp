#include "ui/theme.h"

#include <QApplication>
#include <QGuiApplication>
#include <QPainter>
#include <QPainterPath>
#include <QProxyStyle>
#include <QStyleOption>
#include <QWidget>
#include <algorithm>
#include <array>
#include <cmath>

namespace layerlab {

namespace {

QColor mixed(const QColor& a, const QColor& b, double part_of_b) {
    const auto channel = [part_of_b](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * part_of_b)); };
    return QColor(channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue()));
}

void drawChevron(QPainter* painter, const QRectF& rect, const QColor& color, Qt::ArrowType direction) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->translate(rect.center());
    switch (direction) {
        case Qt::UpArrow:
            painter->rotate(180);
            break;
        case Qt::LeftArrow:
            painter->rotate(90);
            break;
        case Qt::RightArrow:
            painter->rotate(-90);
            break;
        default:
            break;
    }
    const double half = std::clamp(std::min(rect.width(), rect.height()) / 2 - 1, 2.0, 3.5);
    painter->drawPolyline(QPolygonF({QPointF(-half, -half / 2), QPointF(0, half / 2), QPointF(half, -half / 2)}));
    painter->restore();
}

// Fusion with flat fields: what a style sheet could only do with picture files (arrows, ticks) is drawn here, sharp at
// every device pixel ratio.
class FlatStyle : public QProxyStyle {
public:
    FlatStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override {
        switch (metric) {
            case PM_SplitterWidth:
            case PM_DockWidgetSeparatorExtent:
                return 5;
            case PM_DockWidgetFrameWidth:
                return 0;
            case PM_ToolTipLabelFrameWidth:
                return 5;
            case PM_IndicatorWidth:
            case PM_IndicatorHeight:
            case PM_ExclusiveIndicatorWidth:
            case PM_ExclusiveIndicatorHeight:
                return 15;
            default:
                return QProxyStyle::pixelMetric(metric, option, widget);
        }
    }

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const override {
        switch (hint) {
            case SH_EtchDisabledText:
                return 0;
            case SH_DockWidget_ButtonsHaveFrame:
                return 0;
            case SH_Slider_AbsoluteSetButtons:
                return Qt::LeftButton;
            default:
                return QProxyStyle::styleHint(hint, option, widget, data);
        }
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override {
        switch (element) {
            case PE_PanelLineEdit:
                // Within a spin box or an editable combo box the outer control draws the field.
                if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth > 0)
                    drawField(option, painter);
                return;
            case PE_FrameLineEdit:
                return;
            case PE_IndicatorArrowDown:
                drawChevron(painter, option->rect, arrowColor(option), Qt::DownArrow);
                return;
            case PE_IndicatorArrowUp:
                drawChevron(painter, option->rect, arrowColor(option), Qt::UpArrow);
                return;
            case PE_IndicatorArrowLeft:
                drawChevron(painter, option->rect, arrowColor(option), Qt::LeftArrow);
                return;
            case PE_IndicatorArrowRight:
                drawChevron(painter, option->rect, arrowColor(option), Qt::RightArrow);
                return;
            case PE_IndicatorBranch:
                if (option->state & State_Children)
                    drawChevron(painter, option->rect, arrowColor(option), option->state & State_Open ? Qt::DownArrow : Qt::RightArrow);
                return;
            case PE_IndicatorCheckBox:
            case PE_IndicatorItemViewItemCheck:
                drawCheck(option, painter);
                return;
            case PE_IndicatorRadioButton:
                drawRadio(option, painter);
                return;
            case PE_IndicatorDockWidgetResizeHandle:
                drawLine(option, painter);
                return;
            case PE_FrameFocusRect: {
                painter->save();
                painter->setRenderHint(QPainter::Antialiasing);
                QColor color = theme().accent;
                color.setAlphaF(0.7F);
                painter->setPen(QPen(color, 1));
                painter->setBrush(Qt::NoBrush);
                painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
                painter->restore();
                return;
            }
            default:
                QProxyStyle::drawPrimitive(element, option, painter, widget);
        }
    }

    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override {
        if (element == CE_Splitter) drawLine(option, painter);
        else QProxyStyle::drawControl(element, option, painter, widget);
    }

    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override {
        if (control == CC_ComboBox) {
            const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
            if (!combo || combo->frame) drawField(option, painter);
            const QRect arrow = proxy()->subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
            drawChevron(painter, arrow, arrowColor(option), Qt::DownArrow);
            return;
        }
        if (control == CC_SpinBox) {
            const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
            if (!spin || spin->frame) drawField(option, painter);
            if (spin && spin->buttonSymbols == QAbstractSpinBox::NoButtons) return;
            const auto arrow = [&](SubControl part, QAbstractSpinBox::StepEnabledFlag step, Qt::ArrowType direction) {
                const bool enabled = (option->state & State_Enabled) && (!spin || (spin->stepEnabled & step));
                QColor color = enabled ? theme().muted : theme().border;
                if (enabled && option->activeSubControls == part) color = theme().accent;
                drawChevron(painter, proxy()->subControlRect(CC_SpinBox, option, part, widget), color, direction);
            };
            arrow(SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, Qt::UpArrow);
            arrow(SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, Qt::DownArrow);
            return;
        }
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }

private:
    static QColor arrowColor(const QStyleOption* option) { return option->state & State_Enabled ? theme().muted : theme().border; }

    static QColor outline(const QStyleOption* option) {
        const Theme& t = theme();
        if (!(option->state & State_Enabled)) return t.border;
        if (option->state & State_HasFocus) return t.accent;
        return option->state & State_MouseOver ? mixed(t.border, t.muted, 0.7) : mixed(t.border, t.muted, 0.25);
    }

    static void drawField(const QStyleOption* option, QPainter* painter) {
        const Theme& t = theme();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(outline(option), 1));
        painter->setBrush(option->state & State_Enabled ? t.raised : t.window);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter->restore();
    }

    static void drawCheck(const QStyleOption* option, QPainter* painter) {
        const Theme& t = theme();
        const bool marked = option->state & (State_On | State_NoChange), enabled = option->state & State_Enabled;
        const double side = std::min(option->rect.width(), option->rect.height()) - 1.0;
        QRectF box(0, 0, side, side);
        box.moveCenter(QRectF(option->rect).center());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QColor fill = enabled ? t.accent : t.muted;
        painter->setPen(QPen(marked ? fill : outline(option), 1));
        painter->setBrush(marked ? fill : t.raised);
        painter->drawRoundedRect(box, 3, 3);
        painter->setPen(QPen(t.panel, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(Qt::NoBrush);
        if (option->state & State_On)
            painter->drawPolyline(
                QPolygonF({box.topLeft() + QPointF(side * 0.24, side * 0.52), box.topLeft() + QPointF(side * 0.43, side * 0.71),
                           box.topLeft() + QPointF(side * 0.77, side * 0.31)}));
        else if (option->state & State_NoChange)
            painter->drawLine(box.center() - QPointF(side / 4, 0), box.center() + QPointF(side / 4, 0));
        painter->restore();
    }

    static void drawRadio(const QStyleOption* option, QPainter* painter) {
        const Theme& t = theme();
        const bool on = option->state & State_On, enabled = option->state & State_Enabled;
        const double radius = std::min(option->rect.width(), option->rect.height()) / 2.0 - 0.5;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QColor fill = enabled ? t.accent : t.muted;
        painter->setPen(QPen(on ? fill : outline(option), 1));
        painter->setBrush(on ? fill : t.raised);
        painter->drawEllipse(QRectF(option->rect).center(), radius, radius);
        if (on) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(t.panel);
            painter->drawEllipse(QRectF(option->rect).center(), radius * 0.4, radius * 0.4);
        }
        painter->restore();
    }

    // A wide strip to grab, of which one line is seen.
    static void drawLine(const QStyleOption* option, QPainter* painter) {
        const QRect& r = option->rect;
        const bool hover = option->state & State_MouseOver;
        const QColor color = hover ? theme().accent : theme().border;
        if (r.width() > r.height()) painter->fillRect(QRect(r.left(), r.center().y(), r.width(), 1), color);
        else painter->fillRect(QRect(r.center().x(), r.top(), 1, r.height()), color);
    }
};

QColor interpolated(const std::array<QRgb, 7>& stops, double position) {
    const double at = std::clamp(std::isfinite(position) ? position : 0.0, 0.0, 1.0) * (stops.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(at), stops.size() - 2);
    return mixed(QColor(stops[below]), QColor(stops[below + 1]), at - static_cast<double>(below));
}

Theme& current() {
    static Theme value = Theme::light();
    return value;
}

}  // namespace

QColor Theme::categorical(int index) const {
    // Okabe and Ito's hues; on the light theme darkened until they also serve as text (contrast 4.5 on a panel).
    static const std::array<QRgb, 8> onLight{0xff0072b2, 0xffc24e00, 0xff00805c, 0xffa8508a,
                                             0xff946200, 0xff2a78aa, 0xff6b5fb5, 0xff5b6673};
    static const std::array<QRgb, 8> onDark{0xff56a8e8, 0xfff0883e, 0xff2fc295, 0xffe08dbb, 0xffe6b13a, 0xff8ccbf5, 0xffa99bf0, 0xffc3cbd5};
    const auto& colours = dark ? onDark : onLight;
    const int count = static_cast<int>(colours.size());
    return QColor(colours[static_cast<std::size_t>(((index % count) + count) % count)]);
}

QColor Theme::sequential(double position) const {
    // Viridis, its end that comes too near to the panel bent away from it.
    static const std::array<QRgb, 7> onLight{0xff440154, 0xff46327e, 0xff31588e, 0xff1f7184, 0xff177a5b, 0xff4a7a1c, 0xff857000};
    static const std::array<QRgb, 7> onDark{0xffa585e0, 0xff7d96e8, 0xff54aee0, 0xff35c2b8, 0xff5cd08a, 0xffa6d84e, 0xffe9d94a};
    return interpolated(dark ? onDark : onLight, position);
}

Theme Theme::light() {
    Theme t;
    t.dark = false;
    t.window = QColor(0xfb, 0xfc, 0xfd);
    t.panel = QColor(0xff, 0xff, 0xff);
    t.raised = QColor(0xff, 0xff, 0xff);
    t.border = QColor(0xe3, 0xe8, 0xee);
    t.grid = QColor(0xea, 0xee, 0xf2);
    t.text = QColor(0x1f, 0x29, 0x33);
    t.muted = QColor(0x64, 0x70, 0x7d);
    t.accent = QColor(0x25, 0x63, 0xeb);
    t.accent_soft = QColor(0xea, 0xf1, 0xfe);
    t.train_button = QColor(0x1f, 0x9d, 0x61);
    t.warning = QColor(0xd9, 0x8a, 0x00);
    t.error = QColor(0xc2, 0x3a, 0x33);
    t.trained = QColor(0x16, 0x80, 0x4d);
    t.frozen = QColor(0x2f, 0x74, 0xc0);
    t.gradient = QColor(0xd6, 0x3b, 0x34);
    return t;
}

Theme Theme::darkTheme() {
    Theme t;
    t.dark = true;
    t.window = QColor(0x15, 0x1a, 0x20);
    t.panel = QColor(0x1b, 0x21, 0x28);
    t.raised = QColor(0x23, 0x2a, 0x33);
    t.border = QColor(0x35, 0x3e, 0x49);
    t.grid = QColor(0x2a, 0x32, 0x3c);
    t.text = QColor(0xe6, 0xeb, 0xf1);
    t.muted = QColor(0x9d, 0xa9, 0xb6);
    t.accent = QColor(0x6a, 0xa0, 0xff);
    t.accent_soft = QColor(0x22, 0x33, 0x50);
    t.train_button = QColor(0x1b, 0x85, 0x53);
    t.warning = QColor(0xf0, 0xb0, 0x4a);
    t.error = QColor(0xff, 0x80, 0x78);
    t.trained = QColor(0x4c, 0xc3, 0x8a);
    t.frozen = QColor(0x6d, 0xb3, 0xf2);
    t.gradient = QColor(0xff, 0x7a, 0x70);
    return t;
}

bool Theme::desktopIsDark() {
    // The palette that the platform gave at the start; ours, once set, would only echo itself.
    static const bool dark = [] {
        const QPalette palette = QGuiApplication::palette();
        return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
    }();
    return dark;
}

QPalette Theme::palette() const {
    QPalette p;
    const QColor faint = mixed(muted, panel, 0.35);
    p.setColor(QPalette::Window, panel);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, raised);
    p.setColor(QPalette::AlternateBase, window);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, muted);
    p.setColor(QPalette::Button, raised);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, error);
    p.setColor(QPalette::ToolTipBase, dark ? QColor(0x2c, 0x35, 0x40) : QColor(0x1f, 0x29, 0x33));
    p.setColor(QPalette::ToolTipText, QColor(0xf4, 0xf6, 0xf9));
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, dark ? QColor(0x0f, 0x16, 0x20) : QColor(0xff, 0xff, 0xff));
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::Light, mixed(raised, text, dark ? 0.12 : 0.0));
    p.setColor(QPalette::Midlight, mixed(raised, border, 0.5));
    p.setColor(QPalette::Mid, border);
    p.setColor(QPalette::Dark, mixed(border, muted, 0.5));
    p.setColor(QPalette::Shadow, QColor(0, 0, 0, dark ? 120 : 40));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) p.setColor(QPalette::Disabled, role, faint);
    p.setColor(QPalette::Disabled, QPalette::Highlight, border);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, text);
    return p;
}

QString Theme::styleSheet() const {
    QString sheet = QStringLiteral(R"(
QMainWindow, QDialog { background: @panel; }

QToolBar { background: @panel; border: none; border-bottom: 1px solid @border; padding: 4px 6px; spacing: 2px; }
QToolBar::separator { background: @border; width: 1px; margin: 5px 6px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px 7px;
              color: @text; }
QToolButton:hover { background: @hover; }
QToolButton:pressed { background: @pressed; }
QToolButton:checked { background: @accent_soft; color: @accent; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @faint; }
QToolButton::menu-indicator { image: none; width: 0px; }

QPushButton { background: @raised; border: 1px solid @outline; border-radius: 5px; padding: 4px 12px; color: @text; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @pressed; }
QPushButton:focus { border-color: @accent; }
QPushButton:default { border-color: @accent; }
QPushButton:disabled { color: @faint; background: @window; border-color: @border; }
QPushButton#train, QToolButton#train { background: @train_button; border: 1px solid @train_button; color: #ffffff;
                                       font-weight: 600; }
QPushButton#train:hover, QToolButton#train:hover { background: @train_hover; border-color: @train_hover; }
QPushButton#train:disabled, QToolButton#train:disabled { background: @border; border-color: @border; color: @faint; }

QLabel#sectionHeader, QToolButton#sectionHeader { font-weight: 600; color: @text; }
QLabel#muted { color: @muted; }
QLabel#error { color: @error; }

QGroupBox { border: none; border-top: 1px solid @border; margin-top: 18px; padding-top: 6px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; padding: 2px 0px; }

QPlainTextEdit, QTextEdit, QTextBrowser { background: @raised; border: 1px solid @border; border-radius: 4px;
                                          selection-background-color: @accent;
                                          selection-color: @on_accent; }
QPlainTextEdit:focus, QTextEdit:focus { border-color: @accent; }

QAbstractItemView { background: @panel; alternate-background-color: @window; border: none; outline: 0;
                    selection-background-color: @accent_soft; selection-color: @text; gridline-color: @border; }
QTableView::item { padding: 3px 8px; border: none; border-bottom: 1px solid @grid; }
QTreeView::item { padding: 3px 8px; border: none; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: @hover; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: @accent_soft;
                                                                               color: @text; }
QListView::item { padding: 4px 8px; border-radius: 4px; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @outline; padding: 3px; }
QHeaderView { background: @panel; border: none; }
QHeaderView::section { background: @window; color: @muted; border: none; border-bottom: 1px solid @border;
                       padding: 5px 8px; }
QHeaderView::section:hover { color: @text; }
QTableCornerButton::section { background: @window; border: none; border-bottom: 1px solid @border; }

QTabWidget { background: @strip; }
QTabWidget::pane { border: none; border-top: 1px solid @border; background: @panel; }
QTabBar { background: @strip; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @muted; border: 1px solid transparent; border-bottom: none;
               border-top-left-radius: 5px; border-top-right-radius: 5px; padding: 6px 14px; margin: 3px 1px 0px 1px; }
QTabBar::tab:hover { color: @text; background: @hover; }
QTabBar::tab:selected { background: @panel; color: @text; border-color: @border; font-weight: 600; }
QTabBar::tab:focus { border-color: @accent; }

QDockWidget { color: @text; font-weight: 600; border: none; }
QDockWidget::title { background: @panel; border: none; border-bottom: 1px solid @border; padding: 5px 8px;
                     text-align: left; }

QProgressBar { background: @border; border: none; border-radius: 3px; min-height: 6px; text-align: center;
               color: @text; }
QProgressBar::chunk { background: @train_button; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0px; }
QScrollBar::handle { background: @handle; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 28px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 28px; margin: 2px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QAbstractScrollArea::corner { background: transparent; }
QScrollArea { border: none; background: @panel; }

QSlider { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @border; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @accent; }
QSlider::sub-page:horizontal:disabled { background: @border; }
QSlider::handle:horizontal { background: @panel; border: 2px solid @accent; width: 9px; height: 9px;
                             margin: -5px 0px; border-radius: 6px; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: @accent_soft; }
QSlider::handle:horizontal:disabled { border-color: @faint; }

QMenuBar { background: @panel; border-bottom: 1px solid @border; }
QMenuBar::item { background: transparent; padding: 4px 9px; border-radius: 4px; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @raised; border: 1px solid @outline; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 26px; border-radius: 4px; color: @text; }
QMenu::item:selected { background: @accent_soft; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @border; margin: 4px 6px; }
QToolTip { background: @tip; color: #f4f6f9; border: 1px solid @tip; padding: 3px; }

QStatusBar { background: @panel; border-top: 1px solid @border; color: @muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @muted; }
QFrame#card { background: @panel; border: 1px solid @border; border-radius: 6px; }
)");
    // The longest names first, so that no name replaces the start of another.
    const std::pair<const char*, QColor> colours[] = {
        {"@train_button", train_button},
        {"@train_hover", mixed(train_button, QColor(Qt::black), 0.12)},
        {"@accent_soft", accent_soft},
        {"@on_accent", palette().color(QPalette::HighlightedText)},
        {"@accent", accent},
        {"@outline", mixed(border, muted, 0.25)},
        {"@pressed", mixed(border, panel, dark ? 0.0 : 0.1)},
        {"@window", window},
        {"@raised", raised},
        {"@border", border},
        {"@handle", mixed(border, muted, 0.35)},
        {"@strip", mixed(border, window, 0.45)},
        {"@hover", mixed(border, panel, dark ? 0.4 : 0.55)},
        {"@panel", panel},
        {"@muted", muted},
        {"@faint", mixed(muted, panel, 0.35)},
        {"@error", error},
        {"@text", text},
        {"@grid", grid},
        {"@tip", palette().color(QPalette::ToolTipBase)},
    };
    for (const auto& [name, color] : colours) sheet.replace(QLatin1String(name), color.name());
    return sheet;
}

const Theme& theme() { return current(); }

void setTheme(const Theme& chosen) {
    Theme::desktopIsDark();  // remembered before our own palette hides the desktop's
    current() = chosen;
    auto* application = qobject_cast<QApplication*>(QCoreApplication::instance());
    if (!application) return;
    static bool styled = false;
    if (!styled) {
        QApplication::setStyle(new FlatStyle);
        styled = true;
    }
    QApplication::setPalette(chosen.palette());
    application->setStyleSheet(chosen.styleSheet());
}

}  // namespace layerlab
