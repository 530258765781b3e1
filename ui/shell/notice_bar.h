// What went wrong, said under the tool bar until it is dismissed; never a dialog in the way.
#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace layerlab {

class NoticeBar : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Information, Warning, Error };

    explicit NoticeBar(QWidget* parent = nullptr);

    // A button with a remedy, if there is one.
    void say(Kind kind, const QString& message, const QString& button = {}, std::function<void()> remedy = {});
    void dismiss();
    QString message() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void colour();

    Kind m_kind = Kind::Information;
    QLabel* m_symbol;
    QLabel* m_text;
    QPushButton* m_remedy_button;
    QToolButton* m_close;
    std::function<void()> m_remedy;
};

}  // namespace layerlab
