// A small editor over the window, beside the field: which values the field is to take, as a list, as a range, or as ticked
// choices. Enter sweeps, Escape leaves everything as it was, and so that no words are lost, going elsewhere keeps what was edited
// and is right.
#pragma once

#include <QFrame>
#include <QList>
#include <QPointer>
#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace layerlab {

class ExperimentDocument;

class SweepPopup : public QFrame {
    Q_OBJECT

public:
    // label: of the field. key: as the file has it.
    SweepPopup(ExperimentDocument& document, const QString& label, const std::string& key, QWidget* window);

    void openAt(const QPoint& global);
    QString complaint() const;
    void dismiss() { finish(); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addChoices(QVBoxLayout* column);
    void addLine(QVBoxLayout* column);
    void addRange(QVBoxLayout* column);
    QString typed() const;
    void takeRange();
    void check();
    void accept();
    void finish();

    ExperimentDocument& m_document;
    std::string m_key;
    QLineEdit* m_values = nullptr;  // nullptr: choices
    QList<QCheckBox*> m_choices;
    QLineEdit* m_from = nullptr;
    QLineEdit* m_to = nullptr;
    QLineEdit* m_step = nullptr;
    QComboBox* m_kind = nullptr;
    QLabel* m_complaint;
    QLabel* m_count;
    QPushButton* m_accept;
    std::vector<std::string> m_read;  // what is typed, where it is right
    QString m_range_wrong;
    QPointer<QWidget> m_before;  // had the focus
    bool m_edited = false, m_done = false;
};

}  // namespace layerlab
