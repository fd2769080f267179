// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAssessments } from "./IAssessments.sol";
import { IIssuer } from "./IIssuer.sol";
import { ICreditRecord, ILiveRecord } from "./ICreditRecord.sol";

/// @notice Loans from many to one: request, fund, draw, repay, collect, late, default, recover, write off. The loan id is its series id in `Notes`.
/// Arithmetic: docs/loan-arithmetic.md. Rates in millionths a year, amounts in base units, times in seconds.
/// Nobody but their owner's allowance to this contract moves anybody's cash; repaying, withdrawing, refunds and recoveries cannot be paused.
interface ILoans is IIssuer, ILiveRecord {
    enum Method {
        EqualInstalment,
        EqualPrincipal,
        InterestOnly,
        Bullet
    }

    enum Unit {
        Month,
        Week,
        Day
    }

    /// @dev `Funded`: closed to new money, waiting for the reflection period and the draw. Late is not a state but a date: see `daysPastDue`.
    enum Status {
        None,
        Funding,
        Funded,
        Active,
        Repaid,
        Defaulted,
        Recovered,
        WrittenOff,
        Cancelled
    }

    enum Prepayment {
        ShorterTerm,
        SmallerInstalment
    }

    /// @param assessed Whether a request must quote an assessment.
    /// @param termDays Whole term in days: months count 30, weeks 7.
    /// @param methods Bit per `Method` allowed.
    /// @param reflectionPeriod Seconds in which a subscription may be withdrawn; also waited between closing and draw.
    /// @param fundingPeriod Greatest seconds from request to deadline.
    /// @param drawPeriod Seconds after the reflection period in which the borrower must draw, else anyone may cancel.
    /// @param leastShare Millionths of the principal from which the borrower may accept a partial raise.
    struct Product {
        address currency;
        bool open;
        uint8 methods;
        bool assessed;
        uint128 leastPrincipal;
        uint128 greatestPrincipal;
        uint128 leastTicket;
        uint32 leastTermDays;
        uint32 greatestTermDays;
        uint32 greatestRate;
        uint32 lateRate;
        uint16 graceDays;
        uint16 defaultDays;
        uint16 writeOffDays;
        uint32 reflectionPeriod;
        uint32 fundingPeriod;
        uint32 drawPeriod;
        uint32 leastShare;
    }

    /// @notice What a borrower asks for.
    /// @param purpose Code of the published list of purposes.
    /// @param fundingDeadline Time until which it may be funded.
    /// @param autoRepay Whether anyone may `collect` what is due from the borrower's allowance.
    /// @param zhHash, enHash keccak256 of the terms' text in each language.
    /// @param termsHash The hash of the terms that were agreed to, see `Loan.termsHash`: products and fees may change until a request is
    /// mined. 0 takes whatever they are then.
    struct Request {
        uint32 productId;
        uint256 principal;
        uint32 annualRate;
        Method method;
        Unit unit;
        uint16 interval;
        uint16 count;
        uint16 interestOnlyCount;
        uint8 purpose;
        uint40 fundingDeadline;
        bool autoRepay;
        bytes32 zhHash;
        bytes32 enHash;
        bytes32 termsHash;
    }

    /// @notice Fixed at request. `principal` becomes what was raised at draw.
    struct Terms {
        uint256 principal;
        uint32 annualRate;
        uint32 lateRate;
        Method method;
        Unit unit;
        uint16 interval;
        uint16 count;
        uint16 interestOnlyCount;
        uint16 graceDays;
        uint16 defaultDays;
        uint16 writeOffDays;
        uint32 originationFee;
        uint32 reflectionPeriod;
        uint32 drawPeriod;
        uint32 leastShare;
        uint128 leastTicket;
    }

    /// @notice What is stored while the loan lives. After default `interestPaid` is 0 and `interestOwed` holds the frozen interest.
    struct Position {
        Status status;
        bool markedLate;
        uint256 outstandingPrincipal;
        uint256 instalment;
        uint16 nextInstalment;
        uint256 interestPaid;
        uint256 principalPaid;
        uint40 accrualStart;
        uint256 lateInterestOwed;
        uint40 lateAccruedUntil;
        uint256 interestOwed;
        uint40 drawnAt;
        uint40 defaultedAt;
    }

    /// @notice A loan as a whole. `wallet` is where the draw is paid and `collect` takes from.
    struct Loan {
        uint32 borrowerId;
        address wallet;
        uint32 productId;
        uint8 purpose;
        bool autoRepay;
        uint40 fundingDeadline;
        uint40 closedAt;
        bytes32 termsHash;
        Terms terms;
        Position position;
    }

    /// @notice A sum and how it is split. amount = lateInterest + interest + principal.
    struct Allocation {
        uint256 lateInterest;
        uint256 interest;
        uint256 principal;
    }

    event ProductSet(uint32 indexed productId, Product product);
    /// @param number The loan's number, for people: the low 80 bits of its id.
    event LoanRequested(
        uint256 indexed loanId,
        uint32 indexed borrowerId,
        uint32 indexed productId,
        address wallet,
        uint256 number,
        uint8 purpose,
        bool autoRepay,
        uint40 fundingDeadline,
        bytes32 termsHash,
        bytes32 zhHash,
        bytes32 enHash,
        Terms terms
    );
    /// @notice The raise is full or the borrower accepted a part of it. Who funded stands in `Notes.Transfer`.
    event FundingClosed(uint256 indexed loanId, uint256 raised, uint40 drawableFrom);
    /// @notice A withdrawal opened a closed raise again.
    event FundingReopened(uint256 indexed loanId, uint256 raised);
    event LoanCancelled(uint256 indexed loanId, uint256 refunded, bool expired);
    event LoanDrawn(
        uint256 indexed loanId, uint256 principal, uint256 fee, uint256 instalment, uint40 drawnAt
    );
    /// @param outstandingPrincipal After it.
    event Repaid(
        uint256 indexed loanId,
        address indexed payer,
        uint256 lateInterest,
        uint256 interest,
        uint256 principal,
        uint256 outstandingPrincipal
    );
    /// @notice One instalment is paid in full. `onTime` means within the grace days; `daysLate` counts from the due date. Told of none that
    /// never asked for anything.
    event InstalmentSettled(uint256 indexed loanId, uint16 indexed index, uint16 daysLate, bool onTime);
    event Prepaid(uint256 indexed loanId, Prepayment choice, uint256 principal, uint256 instalment);
    event LoanLate(uint256 indexed loanId, uint16 indexed index, uint256 daysPastDue);
    event LoanDefaulted(
        uint256 indexed loanId, uint256 outstandingPrincipal, uint256 interestOwed, uint256 lateInterestOwed
    );
    event LoanWrittenOff(
        uint256 indexed loanId, uint256 outstandingPrincipal, uint256 interestOwed, uint256 lateInterestOwed
    );
    /// @notice Nothing is owed any more: `Repaid`, or `Recovered` after a default.
    event LoanClosed(uint256 indexed loanId, Status status);
    event AutoRepaySet(uint256 indexed loanId, bool on);
    event WalletSet(uint256 indexed loanId, address wallet);

    error LoanUnknown(uint256 loanId);
    error WrongStatus(uint256 loanId, Status current);
    error NotBorrower(uint256 loanId, address caller);
    error NotNotes(address caller);
    error ProductUnknown(uint32 productId);
    error ProductClosed(uint32 productId);
    error AssessmentRequired(uint32 productId);
    error ProductInvalid(bytes32 field, uint256 given, uint256 least, uint256 greatest);
    error PrincipalOutOfRange(uint256 principal, uint256 least, uint256 greatest);
    error TermOutOfRange(uint256 termDays, uint256 least, uint256 greatest);
    error RateTooHigh(uint32 annualRate, uint32 greatest);
    error MethodNotAllowed(Method method, uint8 methods);
    error TermsChanged(bytes32 agreed, bytes32 current);
    error ScheduleInvalid(uint16 interval, uint16 count, uint16 interestOnlyCount);
    error DeadlineOutOfRange(uint256 deadline, uint256 least, uint256 greatest);
    error TooManyLiveLoans(uint32 participantId, uint256 greatest);
    error FundingOver(uint256 loanId, uint256 deadline);
    error TicketTooSmall(uint256 loanId, uint256 amount, uint256 least);
    error TicketTooLarge(uint256 loanId, uint256 amount, uint256 left);
    error ShareTooSmall(uint256 loanId, uint256 raised, uint256 least);
    error NotDrawableYet(uint256 loanId, uint256 drawableFrom);
    error NotExpired(uint256 loanId, uint256 expiresAt);
    error AmountIsZero();
    error NothingDue(uint256 loanId, uint256 nextPeriodStart);
    error NothingCollectable(uint256 loanId, uint256 due, uint256 balance, uint256 allowance);
    error AutoRepayOff(uint256 loanId);
    error PrepaymentTooSmall(uint256 loanId, uint256 amount, uint256 dueFirst);
    error AmountBelowPayoff(uint256 loanId, uint256 amount, uint256 payoff);
    error AlreadyMarkedLate(uint256 loanId);
    error NotLate(uint256 loanId, uint256 lateFrom);
    error NotDefaultable(uint256 loanId, uint256 defaultableFrom);
    error NotWriteOffable(uint256 loanId, uint256 writeOffableFrom);
    error LengthsDiffer(uint256 loanIds, uint256 amounts);

    // Operator

    /// @notice Adds (id 0) or changes a product. Loans already requested keep their terms.
    function setProduct(uint32 productId, Product calldata product) external returns (uint32);

    // Borrower

    /// @notice Asks for a loan; open to funding at once. The caller's wallet receives the draw.
    function request(Request calldata request_) external returns (uint256 loanId);
    /// @notice The same on a signed assessment, which a product may ask for. `CreditRecord` checks it and keeps what was used of it.
    /// @param signers One or two underwriters, each with a signature at the same place.
    function requestAssessed(
        Request calldata request_,
        IAssessments.Assessment calldata assessment,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external returns (uint256 loanId);
    /// @notice Accepts a partial raise of at least the least share; closes it to new money.
    function closeFunding(uint256 loanId) external;
    /// @notice Calls the raise off before the draw; lenders claim their money back.
    function cancel(uint256 loanId) external;
    /// @notice Takes the money: fee out, the rest to the wallet; the clock starts.
    function draw(uint256 loanId) external;
    function setAutoRepay(uint256 loanId, bool on) external;
    /// @notice Moves the loan's wallet to another wallet of the same participant.
    function setWallet(uint256 loanId, address wallet) external;
    /// @notice Pays ahead of schedule: what is due, interest to the second, then principal.
    /// @return taken At most the payoff. @return allocation How it was split.
    function prepay(uint256 loanId, uint256 amount, Prepayment choice)
        external
        returns (uint256 taken, Allocation memory allocation);

    // Lenders

    /// @notice Funds a loan for `holder`, from the caller's allowance.
    function fund(uint256 loanId, uint256 amount, address holder) external returns (uint256 notes);
    /// @notice The same with an ERC-2612 permit for this contract. A permit somebody else has already used does not fail it.
    function fundWithPermit(
        uint256 loanId,
        uint256 amount,
        address holder,
        uint256 permitAmount,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (uint256 notes);
    /// @notice Funds many loans of one currency with one movement of cash.
    function fundMany(uint256[] calldata loanIds, uint256[] calldata amounts, address holder) external;
    /// @notice Takes the caller's subscription back within the reflection period.
    function withdraw(uint256 loanId, uint256 amount) external;

    // Anyone

    /// @notice Pays what is due and the instalment of the running period. More is not taken. After default it is a recovery.
    function repay(uint256 loanId, uint256 amount)
        external
        returns (uint256 taken, Allocation memory allocation);
    function repayWithPermit(
        uint256 loanId,
        uint256 amount,
        uint256 permitAmount,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (uint256 taken, Allocation memory allocation);
    /// @notice Pays the whole loan off; reverts if it needs more than `greatestAmount`.
    function payOff(uint256 loanId, uint256 greatestAmount)
        external
        returns (uint256 taken, Allocation memory allocation);
    /// @notice Takes what is due from the borrower's wallet, as far as its balance and allowance go.
    function collect(uint256 loanId) external returns (uint256 taken, Allocation memory allocation);
    /// @notice Cancels a raise not filled by its deadline, or not drawn in time. One that was closed and opened again by withdrawals is
    /// closed with what is left, if that is the least share.
    function expire(uint256 loanId) external;
    function markLate(uint256 loanId) external;
    function markDefault(uint256 loanId) external;
    function writeOff(uint256 loanId) external;

    // Views

    function loan(uint256 loanId) external view returns (Loan memory);
    function product(uint32 productId) external view returns (Product memory);
    function productCount() external view returns (uint32);
    /// @notice Due date of instalment `index`, from 1; 0 is the draw.
    function dueAt(uint256 loanId, uint256 index) external view returns (uint256);
    /// @notice What `collect` may take at `time`.
    function dueNow(uint256 loanId, uint256 time) external view returns (Allocation memory);
    /// @notice What `repay` takes at most at `time`.
    function repayable(uint256 loanId, uint256 time) external view returns (Allocation memory);
    /// @notice What settles the whole loan at `time` (not before its last change).
    function payoff(uint256 loanId, uint256 time) external view returns (Allocation memory);
    function daysPastDue(uint256 loanId, uint256 time) external view returns (uint256);
    function defaultableFrom(uint256 loanId) external view returns (uint256);
    /// @notice Instalments so far of a loan, on time and late by bucket.
    function instalmentsOf(uint256 loanId) external view returns (ICreditRecord.Instalments memory);
    function liveLoansOf(uint32 participantId) external view returns (uint256[] memory loanIds);
    function drawableFrom(uint256 loanId) external view returns (uint256);
}
